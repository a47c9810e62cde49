package com.example;

import static com.example.retail.Tables.ORDERS;

import org.jooq.DSLContext;

/** Is compiled only if the generated classes know the table and its columns. */
final class OpenOrders {

    private OpenOrders() {}

    static int count(DSLContext database) {
        return database.fetchCount(ORDERS, ORDERS.ORDER_STATUS.eq("approved").and(ORDERS.QUANTITY_CASES.gt(0)));
    }
}
