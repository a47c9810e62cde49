/** The accounts that an application and its dashboards connect as, with no more rights than they need. */
package dev.brickhouse.grant;
