// Package store keeps careers in the database: private rows, converted by hand, and the
// queries on them. Rows of people are narrowed to those whom the scope sees.
package store
