package database

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// postgresBatch is how many rows gorm puts in one INSERT; more brings nothing.
const postgresBatch = 500

func openPostgres(ctx context.Context, db *DB, url string) error {
	db.dialect = PostgreSQL
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return fmt.Errorf("database address: %w", err) // pgx leaves the password out
	}
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "muster"
	}
	config.PrepareConn = raiseWall
	if db.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return fmt.Errorf("open PostgreSQL database: %w", err)
	}
	if err := db.warnWhenUnwalled(ctx); err != nil {
		return fmt.Errorf("open PostgreSQL database: %w", err)
	}
	db.writer = overPool(db.pool)
	dialector := postgresDialector{postgres.New(postgres.Config{Conn: db.writer}).(*postgres.Dialector)}
	if db.write, err = gorm.Open(dialector, gormConfig(postgresBatch)); err != nil {
		return fmt.Errorf("open PostgreSQL database: %w", err)
	}
	db.read = db.write
	return explainDuplicates(db.write)
}

// wallKey names, among a connection's own data, the tenant it was last set to.
const wallKey = "muster.tenant"

// raiseWall tells the server, whenever a connection leaves the pool, whose rows
// its next user may see. A connection that already serves that tenant is not
// told again. Without a scope in the context it sees no scoped row.
func raiseWall(ctx context.Context, conn *pgx.Conn) (bool, error) {
	want := wallOf(ctx).setting()
	data := conn.PgConn().CustomData()
	if have, known := data[wallKey].(string); known && have == want {
		return true, nil
	}
	delete(data, wallKey)
	if _, err := conn.Exec(ctx, "SELECT set_config('muster.tenant', $1, false)", want); err != nil {
		return keepUnwalled(ctx, conn, err)
	}
	data[wallKey] = want
	return true, nil
}

// keepUnwalled says what becomes of a connection that could not be told: whether
// it goes back to the pool, and the error for who asked for it, nil for another
// connection instead. A caller who gives up while the server is being told breaks
// the connection off; one that is closed never goes back, for the next caller
// would meet it there.
func keepUnwalled(ctx context.Context, conn *pgx.Conn, err error) (keep bool, forCaller error) {
	switch {
	case ctx.Err() != nil:
		return !conn.IsClosed(), err
	case conn.IsClosed():
		return false, nil // the server ended it, as at a restart
	}
	return false, err
}

// warnWhenUnwalled says so when the server does not apply row-level security to
// the role that Muster connects as.
func (db *DB) warnWhenUnwalled(ctx context.Context) error {
	var role string
	var unwalled bool
	err := db.pool.QueryRow(ctx, "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").Scan(&role, &unwalled)
	if err == nil && unwalled {
		db.log.WarnContext(ctx, "row-level security does not bind this database role; connect as an ordinary role", "role", role)
	}
	return err
}
