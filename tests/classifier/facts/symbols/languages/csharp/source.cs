namespace Shop.Model;

/// <summary>Keeps things.</summary>
[Obsolete("use Shop")]
public abstract partial class Store<T> : Base, ICountable where T : class
{
    public const int Limit = 10;
    readonly int _size = 3;
    public string Name { get; set; } = "a";
    public bool Full => _size > Limit;
    public Store(int size) : base(size) { }

    /// <summary>Opens it.</summary>
    public static async Task<bool> Open<U>(this string name, int size = 3, params int[] rest) => size > Limit;

    public void Open(int size) { }

    internal void Check() { }
    void Hidden() { }
}

public interface ISource { string Next(int a); }
public enum Suit { Hearts = 1, Spades }
public record Point(int X, int Y);

public class Gate
{
    public Gate(int width) { }

    public int Width => 1;
}
