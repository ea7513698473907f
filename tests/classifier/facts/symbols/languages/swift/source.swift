import Foundation

/// Keeps things.
@available(*, deprecated, message: "use Shop")
public final class Store<T>: Base, Countable {
    public static let limit = 10
    private var size: Int = 3
    public internal(set) var name: String { didSet {} }

    /// Opens it.
    @discardableResult
    public func open(_ name: String, size: Int = 3, rest: Int...) async throws -> Bool {
        return size > Store.limit
    }

    public init(a: Int) { }
    func check() {}
}

public extension String {
    func twice() {}
}

public protocol Source {
    func next() -> String
}

public enum Suit: String {
    case hearts = "h", spades
}

public struct Point { public var x: Int = 1 }
