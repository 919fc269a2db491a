// Package database opens Muster's storage and carries its transactions. The
// same schema and the same stores run on two engines: SQLite, embedded, for one
// process; PostgreSQL where several replicas share the work.
//
// Only this package and the domains' store packages know gorm. A store asks for
// its handle by context:
//
//	db.InTx(ctx, scope, func(ctx context.Context) error {  // services
//	    return db.Tx(ctx).Create(&row).Error                // stores, writing
//	})
//	db.Read(database.WithScope(ctx, scope)).Find(&rows)     // stores, reading
//
// Every handle belongs to a tenant. On PostgreSQL the tenant is also told to the
// server, whose row-level security hides all other rows: a query that forgot its
// WHERE finds nothing of another tenant. Work without a scope gets an error, on
// both engines, and so never an empty answer by accident.
//
// Start reading at [Open], [DB.InTx] and [DB.Bulk].
package database
