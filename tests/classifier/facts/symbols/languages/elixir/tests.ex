defmodule Shop.StoreTest do
  use ExUnit.Case

  setup do
    :ok
  end

  describe "open" do
    test "finds", %{conn: conn} do
      assert conn
    end
  end
end
