package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
)

// attempts is how often a transaction is tried that the server breaks off
// because it met another (serialization failure, deadlock).
const attempts = 4

// wall is the tenant whose rows a piece of work may touch.
type wall struct {
	tenant int64
	every  bool // work across tenants
	known  bool
}

// setting is the value of PostgreSQL's muster.tenant that the policies compare.
func (w wall) setting() string {
	switch {
	case w.every:
		return "*"
	case w.known:
		return strconv.FormatInt(w.tenant, 10)
	}
	return ""
}

type (
	wallContext   struct{}
	txContext     struct{}
	ambientWriter struct {
		wall   wall
		gorm   *gorm.DB
		sql    *sql.Tx // SQLite
		pgx    pgx.Tx  // PostgreSQL
		doomed error   // a joined transaction failed: nothing may be committed
		after  []func()
	}
)

func wallOf(ctx context.Context) wall {
	if tx := ambient(ctx); tx != nil {
		return tx.wall
	}
	w, _ := ctx.Value(wallContext{}).(wall)
	return w
}

func ambient(ctx context.Context) *ambientWriter {
	tx, _ := ctx.Value(txContext{}).(*ambientWriter)
	return tx
}

// WithScope returns a context whose reads belong to the scope's tenant.
func WithScope(ctx context.Context, scope auth.Scope) context.Context {
	return context.WithValue(ctx, wallContext{}, wall{tenant: scope.Tenant(), known: true})
}

// AcrossTenants returns a context for the platform's own work on rows of every
// tenant: the job sweep, partitions. Requests never use it.
func AcrossTenants(ctx context.Context) context.Context {
	return context.WithValue(ctx, wallContext{}, wall{every: true, known: true})
}

// InTx runs fn in a transaction and commits when it returns nil. The context
// that fn gets carries the transaction: [DB.Tx], [DB.Read] and [DB.Bulk] use it,
// and a nested InTx joins it. A joined transaction that fails takes the whole
// with it, even when its error is swallowed, so that both engines agree.
//
// When PostgreSQL breaks a transaction off because it met another, fn runs
// again, up to three times: it must not have effects outside the database.
// Inside fn use only its own context; on SQLite a second transaction would wait
// for the first for ever.
func (db *DB) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return db.inTx(ctx, wall{tenant: scope.Tenant(), known: true}, fn)
}

// InTxAcrossTenants is InTx for the platform's own work, see [AcrossTenants].
func (db *DB) InTxAcrossTenants(ctx context.Context, fn func(ctx context.Context) error) error {
	return db.inTx(ctx, wall{every: true, known: true}, fn)
}

func (db *DB) inTx(ctx context.Context, w wall, fn func(ctx context.Context) error) error {
	if outer := ambient(ctx); outer != nil {
		return outer.join(ctx, w, fn)
	}
	ctx = context.WithValue(ctx, wallContext{}, w)
	for attempt := 1; ; attempt++ {
		err := translate(db.once(ctx, w, fn))
		if attempt == attempts || !metAnother(err) {
			return err
		}
		pause := time.Duration(1+rand.IntN(20*attempt)) * time.Millisecond
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(pause):
		}
	}
}

func (a *ambientWriter) join(ctx context.Context, w wall, fn func(ctx context.Context) error) error {
	if !a.wall.every && w != a.wall {
		return fmt.Errorf("a transaction of tenant %q was joined by work for tenant %q", a.wall.setting(), w.setting())
	}
	err := fn(ctx)
	if err != nil {
		a.doomed = errors.Join(a.doomed, err)
	}
	return err
}

func (db *DB) once(ctx context.Context, w wall, fn func(ctx context.Context) error) error {
	if db.dialect == PostgreSQL {
		return db.oncePostgres(ctx, w, fn)
	}
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	state := &ambientWriter{wall: w, sql: tx, gorm: over(ctx, db.write, tx)}
	if err := state.run(ctx, fn); err != nil {
		return err
	}
	return state.committed(tx.Commit())
}

// oncePostgres opens the transaction at pgx's level and puts gorm on the same
// connection, so that COPY and the job queue can take part in it.
func (db *DB) oncePostgres(ctx context.Context, w wall, fn func(ctx context.Context) error) error {
	conn, err := db.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	var tx pgx.Tx
	begin := pgx.TxOptions{BeginQuery: "begin; set local muster.tenant = '" + w.setting() + "'"}
	err = conn.Raw(func(driver any) (err error) {
		tx, err = driver.(*connection).Conn.Conn().BeginTx(ctx, begin)
		return err
	})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	state := &ambientWriter{wall: w, pgx: tx, gorm: over(ctx, db.write, insideTx{conn})}
	if err := state.run(ctx, fn); err != nil {
		return err
	}
	return state.committed(tx.Commit(ctx))
}

func (a *ambientWriter) run(ctx context.Context, fn func(ctx context.Context) error) error {
	if err := fn(context.WithValue(ctx, txContext{}, a)); err != nil {
		return err
	}
	return a.doomed
}

func (a *ambientWriter) committed(err error) error {
	if err != nil {
		return err
	}
	for _, fn := range a.after {
		fn()
	}
	return nil
}

// AfterCommit runs fn once the context's transaction is committed, and not at
// all when it is not: for wake-up calls that must not come before the rows they
// speak of. Outside a transaction fn runs at once. It must not block.
func AfterCommit(ctx context.Context, fn func()) {
	if tx := ambient(ctx); tx != nil {
		tx.after = append(tx.after, fn)
		return
	}
	fn()
}

// insideTx is a connection that already has a transaction open. Being a
// "committer" keeps gorm from opening another.
type insideTx struct{ *sql.Conn }

func (insideTx) Commit() error   { return errors.New("only InTx ends a transaction") }
func (insideTx) Rollback() error { return errors.New("only InTx ends a transaction") }

func over(ctx context.Context, handle *gorm.DB, pool gorm.ConnPool) *gorm.DB {
	session := handle.Session(&gorm.Session{NewDB: true, Context: ctx})
	session.Statement.ConnPool = pool
	return session
}

// ErrNoTransaction is the error of a write outside InTx.
var ErrNoTransaction = errors.New("a write needs a transaction: call it within InTx")

// ErrNoScope is the error of a read that nobody said the tenant of.
var ErrNoScope = errors.New("a read needs a scope: call it within InTx or with database.WithScope(ctx, scope)")

// Tx is the context's transaction, or outside InTx a handle whose every use
// returns [ErrNoTransaction].
func (db *DB) Tx(ctx context.Context) *gorm.DB {
	if tx := ambient(ctx); tx != nil {
		return tx.gorm.WithContext(ctx)
	}
	return refuse(ctx, db.write, ErrNoTransaction)
}

// Read is a handle for queries: the context's transaction when there is one,
// else the read pool, on which writes fail on SQLite. The context must carry a
// scope ([WithScope]); without one every use returns [ErrNoScope].
func (db *DB) Read(ctx context.Context) *gorm.DB {
	if tx := ambient(ctx); tx != nil {
		return tx.gorm.WithContext(ctx)
	}
	if !wallOf(ctx).known {
		return refuse(ctx, db.read, ErrNoScope)
	}
	return db.read.Session(&gorm.Session{NewDB: true, Context: ctx})
}

// ReadAs is Read with the scope given beside the context: what a store method
// that takes both calls.
func (db *DB) ReadAs(ctx context.Context, scope auth.Scope) *gorm.DB {
	if ambient(ctx) == nil {
		ctx = WithScope(ctx, scope)
	}
	return db.Read(ctx)
}

func refuse(ctx context.Context, handle *gorm.DB, reason error) *gorm.DB {
	session := handle.Session(&gorm.Session{NewDB: true, Context: ctx, DryRun: true})
	_ = session.AddError(reason)
	return session
}

// PgxTx lends the context's transaction to libraries that speak pgx, such as
// the job queue. It is false on SQLite and outside InTx.
func PgxTx(ctx context.Context) (pgx.Tx, bool) {
	tx := ambient(ctx)
	if tx == nil || tx.pgx == nil {
		return nil, false
	}
	return tx.pgx, true
}
