package shop.model

/** Keeps things. */
@Deprecated("use Shop")
open class Store<T>(val size: Int = 3, private val name: String) : Base(size), Countable {
  companion object {
    const val LIMIT = 10

    @JvmStatic
    fun build(): Store = Store()
  }

  private val items = mutableListOf<String>()
  var hot: Boolean = false
    private set

  /** Opens it. */
  suspend fun open(name: String, size: Int = 3, vararg rest: Int): Boolean {
    val local = 1
    return size > LIMIT
  }

  internal fun check() = 1
}

interface Source {
  fun next(): String
}

enum class Suit(val c: Char) {
  HEARTS('h'),
  SPADES('s');

  fun f() = 1
}

fun String.twice(n: Int): Int = n
typealias Names = List<String>
