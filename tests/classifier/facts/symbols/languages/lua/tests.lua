describe("store", function()
  before_each(function() end)

  it("opens", function()
    assert(1)
  end)
end)
