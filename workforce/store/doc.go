// Package store keeps the workforce in the database: private rows, with their
// conversions to and from the domain beside them, and one generic book that
// reads and writes them within a scope.
//
// Start reading at [New] and book.
package store
