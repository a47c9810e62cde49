package dev.brickhouse.load;

/** How rows travel to the server. */
public enum LoadMethod {

    /** Binary COPY: the fastest way. */
    COPY,

    /** INSERT statements of a batch of rows each, for servers and proxies without COPY. */
    INSERT
}
