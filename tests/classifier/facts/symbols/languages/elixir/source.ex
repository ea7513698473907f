defmodule Shop.Store do
  @moduledoc """
  Keeps things.
  """
  @limit 10
  defstruct [:size, name: "a"]

  @type t :: %__MODULE__{}
  @callback next(arg :: term) :: String.t()

  @doc """
  Opens it.
  """
  @deprecated "use find/2"
  @spec open(String.t(), integer) :: boolean
  def open(name, size \\ 3)
  def open("a", size), do: size

  def open(name, size) when size > @limit do
    name
  end

  @doc false
  def hidden(), do: 1
  defp check(items), do: items

  defmacro mac(a) do
    quote do: a
  end
end

defimpl Shop.Keeps, for: Integer do
  def keep(x), do: x
end
