package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

// overPool puts database/sql over the pool, which alone keeps idle connections.
func overPool(pool *pgxpool.Pool) *sql.DB {
	db := sql.OpenDB(connector{stdlib.GetPoolConnector(pool)})
	db.SetMaxIdleConns(0)
	return db
}

type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &connection{inner.(*stdlib.Conn)}, nil
}

// connection tells database/sql that a connection is bad only when it is closed.
//
// pgx calls a connection bad whenever a statement was not sent, also because its
// context was over already. database/sql then gives the connection back to the
// pool, which ends it in a goroutine of its own, for a transaction is open on it:
// at that moment the transaction rolls back on the same connection, and two
// writers at once end the whole program. The statement's own error also says
// what happened, "bad connection" does not.
type connection struct{ *stdlib.Conn }

func (c *connection) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	result, err := c.Conn.ExecContext(ctx, query, args)
	return result, c.unlessClosed(ctx, err)
}

func (c *connection) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := c.Conn.QueryContext(ctx, query, args)
	return rows, c.unlessClosed(ctx, err)
}

var errNotSent = errors.New("the statement was not sent: its connection is at other work")

func (c *connection) unlessClosed(ctx context.Context, err error) error {
	if !errors.Is(err, driver.ErrBadConn) || c.Conn.Conn().IsClosed() {
		return err
	}
	if over := ctx.Err(); over != nil {
		return over
	}
	return errNotSent
}
