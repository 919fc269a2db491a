package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

// Store keeps the entries.
type Store interface {
	// Head locks and returns the end of the log until the transaction ends.
	Head(ctx context.Context, tenant int64) (Head, error)
	// Append adds an entry and makes it the end of the log.
	Append(ctx context.Context, entry Entry) error
	// List returns entries, newest first, before a number when it is not 0.
	List(ctx context.Context, scope auth.Scope, q Query) ([]Entry, error)
	// After returns the entries after a number, oldest first, and the end of the
	// log as it is noted beside it.
	After(ctx context.Context, scope auth.Scope, seq int64, limit int) ([]Entry, Head, error)
}

// Transactor runs work in a transaction of the database.
type Transactor interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
}

// Log is the log of who did what.
type Log struct {
	tx   Transactor
	rows Store
	now  func() time.Time
}

// New makes a Log. now is time.Now but in tests.
func New(tx Transactor, rows Store, now func() time.Time) *Log {
	return &Log{tx: tx, rows: rows, now: now}
}

// maxDetail is how many bytes of JSON an entry may carry.
const maxDetail = 64 << 10

// Record appends an entry, in the context's transaction when there is one. From
// then on until that transaction ends no other can record in the same tenant, so
// it should come last. detail is stored as JSON; secrets do not belong in it.
func (l *Log) Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error {
	if action == "" {
		return errors.New("audit: an entry needs an action")
	}
	document, err := json.Marshal(detail)
	if err != nil {
		return fmt.Errorf("audit %s: %w", action, err)
	}
	if len(document) > maxDetail {
		return fmt.Errorf("audit %s: the detail has %d bytes; at most %d are kept", action, len(document), maxDetail)
	}
	err = l.tx.InTx(ctx, scope, func(ctx context.Context) error {
		head, err := l.rows.Head(ctx, scope.Tenant())
		if err != nil {
			return err
		}
		entry := Entry{
			Tenant: scope.Tenant(), Seq: head.Seq + 1, At: l.now().UTC().Truncate(time.Microsecond),
			Actor: scope.Actor(), Action: action, Subject: subject, Detail: document,
		}
		entry.Hash = entry.seal(head.Hash)
		return l.rows.Append(ctx, entry)
	})
	if err != nil {
		return fmt.Errorf("audit %s: %w", action, err)
	}
	return nil
}

// Query chooses entries for a list.
type Query struct {
	Subject string    // "" for any
	Action  string    // "" for any
	Actor   int64     // 0 for anybody
	From    time.Time // only entries from then on; zero for any
	Until   time.Time // only entries before then; zero for any
	Before  int64     // only entries with a smaller number; 0 for the newest
	Limit   int       // 0 means 50; at most 500
}

const (
	defaultLimit = 50
	maxLimit     = 500
)

// List returns entries, newest first. It needs auth.ReadAudit.
func (l *Log) List(ctx context.Context, scope auth.Scope, q Query) ([]Entry, error) {
	if err := scope.Require(auth.ReadAudit); err != nil {
		return nil, err
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	q.Limit = min(q.Limit, maxLimit)
	return l.rows.List(ctx, scope, q)
}

// verifyPage is how many entries Verify holds at once.
const verifyPage = 1000

// Verify recomputes a tenant's whole chain and returns how many entries hold. A
// chain that does not hold gives a *BrokenChainError. It needs auth.ReadAudit.
func (l *Log) Verify(ctx context.Context, scope auth.Scope) (checked int64, err error) {
	if err := scope.Require(auth.ReadAudit); err != nil {
		return 0, err
	}
	var end, noted Head
	err = l.tx.InTx(ctx, scope, func(ctx context.Context) error {
		end = Head{}
		for {
			entries, head, err := l.rows.After(ctx, scope, end.Seq, verifyPage)
			if err != nil {
				return err
			}
			if noted = head; len(entries) == 0 {
				return nil
			}
			if end, err = follow(end, entries); err != nil {
				return err
			}
		}
	})
	if err == nil && end != noted {
		err = &BrokenChainError{Seq: end.Seq + 1, Reason: fmt.Sprintf("the log ends here, but %d entries were written", noted.Seq)}
	}
	return end.Seq, err
}

// follow walks the chain over entries and returns its new end.
func follow(end Head, entries []Entry) (Head, error) {
	for _, entry := range entries {
		switch {
		case entry.Seq != end.Seq+1:
			return end, &BrokenChainError{Seq: end.Seq + 1, Reason: fmt.Sprintf("it is missing; the next is %d", entry.Seq)}
		case entry.seal(end.Hash) != entry.Hash:
			return end, &BrokenChainError{Seq: entry.Seq, Reason: "its content does not match its hash"}
		}
		end = Head{Seq: entry.Seq, Hash: entry.Hash}
	}
	return end, nil
}
