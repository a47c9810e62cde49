package dev.brickhouse.connection;

/** How long the server of a database answers. */
public enum ServerLifetime {
    /** It is somebody else's. */
    INDEPENDENT,
    /** It is an embedded one that runs, even unused, until the goal <code>stop</code>. */
    UNTIL_STOPPED,
    /** It is an embedded one that other processes use now, and runs until the last of them has ended. */
    WHILE_OTHERS_USE_IT,
    /** It is an embedded one that only this process uses. */
    THIS_PROCESS
}
