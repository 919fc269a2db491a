package store

import (
	"context"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Readiness implements careers.ReadinessStore.
type Readiness struct{ base }

var _ careers.ReadinessStore = (*Readiness)(nil)

// NewReadiness returns a store over a migrated database.
func NewReadiness(db *database.DB) *Readiness { return &Readiness{base{db}} }

type readinessRow struct {
	TenantID, PersonID       int64
	ToRung, FromRung         string
	LadderID                 int64
	Move, Day                string
	Verdict, Met, Asked      int
	Earliest                 *string
	Since                    string
	Inputs, Outcome, Finding string
}

func (readinessRow) TableName() string { return "readiness" }

func readinessFromDomain(tenant int64, j careers.Judged) (readinessRow, error) {
	finding, err := text(j.Finding)
	return readinessRow{
		TenantID: tenant, PersonID: j.PersonID, ToRung: j.To, FromRung: j.From, LadderID: j.LadderID, Move: string(j.Kind), Day: j.On.String(),
		Verdict: int(j.Finding.Verdict), Met: j.Met, Asked: j.Asked, Earliest: orNull(j.Finding.Earliest), Since: j.Since.String(), Inputs: j.Inputs, Outcome: j.Outcome, Finding: finding,
	}, err
}

func (row readinessRow) toDomain() (careers.Judged, error) {
	j := careers.Judged{
		PersonID: row.PersonID, LadderID: row.LadderID, Kind: ladder.EdgeKind(row.Move), From: row.FromRung, To: row.ToRung, On: day(row.Day),
		Met: row.Met, Asked: row.Asked, Since: day(row.Since), Inputs: row.Inputs, Outcome: row.Outcome,
	}
	return j, parsed("readiness of person", row.PersonID, row.Finding, &j.Finding)
}

// Readiness is that of the people whom the scope sees; nil is all of them.
func (s *Readiness) Readiness(ctx context.Context, scope auth.Scope, people []int64) ([]careers.Judged, error) {
	return listed(of(seen(s.own(ctx, scope), scope), people).Order("person_id, to_rung"), readinessRow.toDomain)
}

var readinessColumns = []string{
	"tenant_id", "person_id", "to_rung", "from_rung", "ladder_id", "move", "day", "verdict", "met", "asked", "earliest", "since", "inputs", "outcome", "finding",
}

// PutReadiness replaces what was kept of everybody, or of the people given.
func (s *Readiness) PutReadiness(ctx context.Context, scope auth.Scope, people []int64, list []careers.Judged) error {
	rows := make([]readinessRow, len(list))
	for i, j := range list {
		var err error
		if rows[i], err = readinessFromDomain(scope.Tenant(), j); err != nil {
			return err
		}
	}
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		if err := of(s.db.Tx(ctx).Where("tenant_id = ?", scope.Tenant()), people).Delete(&readinessRow{}).Error; err != nil {
			return err
		}
		_, err := s.db.Bulk(ctx, "readiness", readinessColumns, func(yield func([]any) bool) {
			for _, r := range rows {
				var earliest any
				if r.Earliest != nil {
					earliest = *r.Earliest
				}
				if !yield([]any{r.TenantID, r.PersonID, r.ToRung, r.FromRung, r.LadderID, r.Move, r.Day, r.Verdict, r.Met, r.Asked, earliest, r.Since, r.Inputs, r.Outcome, r.Finding}) {
					return
				}
			}
		}, database.DoNothing("tenant_id", "person_id", "to_rung"))
		return err
	})
}

type snapshotRow struct {
	TenantID         int64
	Inputs, Outcome  string
	PersonID         int64
	LadderID         int64
	FromRung, ToRung string
	Day              string
	Record, Finding  string
	CreatedAt        database.Instant
}

func (snapshotRow) TableName() string { return "career_snapshots" }

// AddSnapshot keeps one by its hash.
func (s *Readiness) AddSnapshot(ctx context.Context, scope auth.Scope, x careers.Snapshot) error {
	record, err := text(x.Record)
	if err != nil {
		return err
	}
	finding, err := text(x.Finding)
	if err != nil {
		return err
	}
	_, err = s.db.Bulk(ctx, "career_snapshots", []string{"tenant_id", "inputs", "outcome", "person_id", "ladder_id", "from_rung", "to_rung", "day", "record", "finding", "created_at"},
		func(yield func([]any) bool) {
			yield([]any{scope.Tenant(), x.Inputs, x.Outcome, x.PersonID, x.LadderID, x.From, x.To, x.On.String(), record, finding, database.At(x.CreatedAt)})
		}, database.DoNothing("tenant_id", "inputs"))
	return err
}

// Snapshot returns one.
func (s *Readiness) Snapshot(ctx context.Context, scope auth.Scope, inputs string) (careers.Snapshot, error) {
	return one(seen(s.own(ctx, scope), scope).Where("inputs = ?", inputs), func(row snapshotRow) (careers.Snapshot, error) {
		x := careers.Snapshot{
			Judged:    careers.Judged{PersonID: row.PersonID, LadderID: row.LadderID, From: row.FromRung, To: row.ToRung, On: day(row.Day), Inputs: row.Inputs, Outcome: row.Outcome},
			CreatedAt: row.CreatedAt.Time,
		}
		if err := parsed("snapshot of person", row.PersonID, row.Record, &x.Record); err != nil {
			return x, err
		}
		return x, parsed("snapshot of person", row.PersonID, row.Finding, &x.Finding)
	})
}
