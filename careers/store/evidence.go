package store

import (
	"context"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Evidence implements careers.EvidenceStore.
type Evidence struct{ base }

var _ careers.EvidenceStore = (*Evidence)(nil)

// NewEvidence returns a store over a migrated database.
func NewEvidence(db *database.DB) *Evidence { return &Evidence{base{db}} }

type pieceRow struct {
	ID, TenantID, PersonID  int64
	Register, Name, Day     string
	Until                   *string
	Value, Weight           float64
	Source, Reference, Note string
	FileName, Hash          string
	EnteredAt               database.Instant
	EnteredBy               int64
	Contest, ContestText    string
	ContestDue              *string
	Answer                  string
	SettledAt               database.Instant
	SettledBy               int64
}

func (pieceRow) TableName() string { return "career_evidence" }

func pieceFromDomain(tenant int64, p careers.Piece) pieceRow {
	return pieceRow{
		ID: p.ID, TenantID: tenant, PersonID: p.PersonID, Register: p.Register, Name: p.Name, Day: p.Day.String(), Until: orNull(p.Until), Value: p.Value, Weight: p.Weight,
		Source: p.Source, Reference: p.Reference, Note: p.Note, FileName: p.FileName, Hash: p.Hash, EnteredAt: database.At(p.EnteredAt), EnteredBy: p.EnteredBy,
		Contest: string(p.Contest), ContestText: p.ContestText, ContestDue: orNull(p.ContestDue), Answer: p.Answer, SettledAt: database.At(p.SettledAt), SettledBy: p.SettledBy,
	}
}

func (row pieceRow) toDomain() (careers.Piece, error) {
	return careers.Piece{
		ID:     row.ID,
		Fact:   careers.Fact{PersonID: row.PersonID, Register: row.Register, Name: row.Name, Day: day(row.Day), Until: dayOrNone(row.Until), Value: row.Value, Weight: row.Weight, Reference: row.Reference},
		Source: row.Source, Note: row.Note, FileName: row.FileName, Hash: row.Hash, EnteredAt: row.EnteredAt.Time, EnteredBy: row.EnteredBy,
		Contest: careers.ContestState(row.Contest), ContestText: row.ContestText, ContestDue: dayOrNone(row.ContestDue), Answer: row.Answer, SettledAt: row.SettledAt.Time, SettledBy: row.SettledBy,
	}, nil
}

// Evidence is that of the people whom the scope sees, metrics from a day on.
func (s *Evidence) Evidence(ctx context.Context, scope auth.Scope, people []int64, metricsFrom grid.Date) ([]careers.Piece, error) {
	query := of(seen(s.own(ctx, scope), scope), people).Where("register <> 'metrics' OR day >= ?", metricsFrom.String())
	return listed(query.Order("person_id, day, id"), pieceRow.toDomain)
}

// Contested is what waits for an answer, the oldest first.
func (s *Evidence) Contested(ctx context.Context, scope auth.Scope) ([]careers.Piece, error) {
	return listed(seen(s.own(ctx, scope), scope).Where("contest = 'open'").Order("contest_due, id"), pieceRow.toDomain)
}

// Piece returns one.
func (s *Evidence) Piece(ctx context.Context, scope auth.Scope, id int64) (careers.Piece, error) {
	return one(seen(s.own(ctx, scope), scope).Where("id = ?", id), pieceRow.toDomain)
}

// AddPiece keeps one.
func (s *Evidence) AddPiece(ctx context.Context, scope auth.Scope, p careers.Piece) (careers.Piece, error) {
	row := pieceFromDomain(scope.Tenant(), p)
	err := s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	p.ID = row.ID
	return p, err
}

var pieceColumns = []string{
	"tenant_id", "person_id", "register", "name", "day", "until", "value", "weight", "source", "reference", "note", "file_name", "hash",
	"entered_at", "entered_by", "contest", "contest_text", "answer", "settled_by",
}

// PutPieces writes many; of those that are there already what they say is replaced.
func (s *Evidence) PutPieces(ctx context.Context, scope auth.Scope, pieces []careers.Piece) (int64, error) {
	rows := func(yield func([]any) bool) {
		for _, p := range pieces {
			r := pieceFromDomain(scope.Tenant(), p)
			var until any
			if r.Until != nil {
				until = *r.Until
			}
			if !yield([]any{
				r.TenantID, r.PersonID, r.Register, r.Name, r.Day, until, r.Value, r.Weight, r.Source, r.Reference, r.Note, r.FileName, r.Hash,
				r.EnteredAt, r.EnteredBy, r.Contest, r.ContestText, r.Answer, r.SettledBy,
			}) {
				return
			}
		}
	}
	return s.db.Bulk(ctx, "career_evidence", pieceColumns, rows, database.Conflict{
		Key: []string{"tenant_id", "person_id", "register", "name", "day", "source", "reference"}, Update: []string{"until", "value", "weight", "note", "hash"},
	})
}

// SetContest writes how far it is with a contest.
func (s *Evidence) SetContest(ctx context.Context, scope auth.Scope, p careers.Piece, from careers.ContestState) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		row := pieceFromDomain(scope.Tenant(), p)
		return database.Affected(s.db.Tx(ctx).Model(&pieceRow{}).Where("tenant_id = ? AND id = ? AND contest = ?", scope.Tenant(), p.ID, string(from)).Updates(map[string]any{
			"contest": row.Contest, "contest_text": row.ContestText, "contest_due": row.ContestDue, "answer": row.Answer, "settled_at": row.SettledAt, "settled_by": row.SettledBy,
		}))
	})
}
