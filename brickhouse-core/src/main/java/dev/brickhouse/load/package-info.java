/**
 * The loading engine: tables described once and written by COPY or by batches, cut into chunks that are committed
 * together with their journal rows, with the indexes dropped meanwhile. It knows nothing of retail.
 */
package dev.brickhouse.load;
