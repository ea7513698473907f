package shop

/** Keeps things. */
@deprecated("use Shop", "1.0")
sealed abstract class Store[F[_]](val size: Int, private val name: String = "a") extends Base(size) with Countable {
  val limit: Int = 10
  private[this] var hot = false

  /** Opens it. */
  def open(name: String, size: Int = 3)(implicit F: Sync[F]): F[Boolean] = {
    val local = 1
    size > limit
  }

  private[shop] def check = 1
  def shut(a: Int): Int
}

object Store {
  def apply(): Store = ???
}

trait Source { def next: String }

enum Suit {
  case Hearts, Spades
  case Other(x: Int)
}
