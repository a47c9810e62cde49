package dev.brickhouse.backup;

/**
 * What identifies the rows of a table.
 *
 * @param rows how many there are
 * @param checksum the sum over all rows of the first 60 bits of the MD5 digest of a row's text, in decimal
 */
record TableChecksum(long rows, String checksum) {}
