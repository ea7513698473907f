final class StoreTests: XCTestCase {
    override func setUp() {}
    func testOpen() {}
}

@Suite struct Stores {
    @Test func closes() {}
}
