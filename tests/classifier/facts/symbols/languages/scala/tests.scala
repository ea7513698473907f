class StoreSpec extends BaseSpec {
  "open" should {
    "find" in real { 1 }
  }

  test("closes") { 1 }
}
