import dev.brickhouse.it.Terminal

def possible = Terminal.isPossible()
if (!possible) {
    println 'There is no pseudo terminal: the command script of util-linux was not found'
}
return possible
