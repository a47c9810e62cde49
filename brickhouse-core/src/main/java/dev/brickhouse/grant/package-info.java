/** The accounts of an application and its dashboards, with no more rights than they need. */
package dev.brickhouse.grant;
