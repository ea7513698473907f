public class StoreTests
{
    [Fact]
    public void Opens() { }

    [SetUp]
    public void Prepare() { }
}
