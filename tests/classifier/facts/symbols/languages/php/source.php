<?php
namespace Shop\Model;

/**
 * Keeps things.
 *
 * @deprecated use Shop
 */
#[Attribute]
abstract class Store extends Base implements Countable
{
    public const LIMIT = 10;
    private int $size = 3;

    public function __construct(private readonly string $x, int $y = 3, string ...$rest) {}

    /** Opens it. */
    public static function open(string $name, ?int $size = null): ?bool
    {
        return $size > self::LIMIT;
    }

    protected function check(): void {}
}

interface Source { public function next(): string; }
trait Keeps { function keep() {} }
enum Suit: string { case Hearts = 'H'; }
function helper(array $a): void {}
define('OLD', 1);
