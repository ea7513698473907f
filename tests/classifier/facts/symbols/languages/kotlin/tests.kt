class StoreTest {
  @BeforeEach
  fun prepare() {}

  @Test
  fun `opens at once`() {}

  @Disabled
  @Test
  fun closes() {}
}
