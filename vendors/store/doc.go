// Package store keeps what package vendors is about, on SQLite and PostgreSQL: one
// struct for each service, with the rows of its tables beside it. A scope that is
// narrowed to an employer or to sites meets only the programmes of these; everything
// else hangs on a programme and is reached through it.
package store
