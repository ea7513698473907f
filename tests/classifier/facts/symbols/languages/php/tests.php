<?php
class StoreTest extends TestCase
{
    protected function setUp(): void {}
    public function testOpen(): void {}
    #[Test]
    public function closes(): void {}
}
