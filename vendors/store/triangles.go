package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Triangles implements vendors.TriangleStore.
type Triangles struct{ db *database.DB }

var _ vendors.TriangleStore = (*Triangles)(nil)

// NewTriangles returns the store of triangles.
func NewTriangles(db *database.DB) *Triangles { return &Triangles{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Triangles) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// seatRow is a row of triangle_seats.
type seatRow struct {
	TenantID, ProgrammeID int64
	Corner                string
	Owner                 bool
	UserID                int64
	Name                  string
}

func (seatRow) TableName() string { return "triangle_seats" }

func triangleSeats(db *gorm.DB, scope auth.Scope, programme int64) ([]vendors.TriangleSeat, error) {
	var rows []seatRow
	if err := db.Where("tenant_id = ? AND programme_id = ?", scope.Tenant(), programme).Order("corner, owner").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]vendors.TriangleSeat, len(rows))
	for i, r := range rows {
		out[i] = vendors.TriangleSeat{ProgrammeID: r.ProgrammeID, Corner: authority.Corner(r.Corner), Owner: r.Owner, UserID: r.UserID, Name: r.Name}
	}
	return out, nil
}

// TriangleSeats are the corners of a programme.
func (s *Triangles) TriangleSeats(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.TriangleSeat, error) {
	return triangleSeats(underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope), scope, programme)
}

// SetTriangleSeats replaces them.
func (s *Triangles) SetTriangleSeats(ctx context.Context, scope auth.Scope, programme int64, seats []vendors.TriangleSeat) error {
	rows := make([]seatRow, len(seats))
	for i, seat := range seats {
		rows[i] = seatRow{scope.Tenant(), programme, string(seat.Corner), seat.Owner, seat.UserID, seat.Name}
	}
	if err := underProgrammes(s.db.Tx(ctx), s.db.Tx(ctx), scope).Where("programme_id = ?", programme).Delete(&seatRow{}).Error; err != nil || len(rows) == 0 {
		return err
	}
	return s.db.Tx(ctx).Create(&rows).Error
}

// motionRow is a row of triangle_motions.
type motionRow struct {
	ID, TenantID, ProgrammeID int64
	Field, Text               string
	OpenedAt                  database.Instant
	OpenedBy                  int64
}

func (motionRow) TableName() string { return "triangle_motions" }

// voiceRow is a row of triangle_voices.
type voiceRow struct {
	TenantID, MotionID, UserID int64
	Yes                        bool
	Why                        string
	At                         database.Instant
}

func (voiceRow) TableName() string { return "triangle_voices" }

// AddMotion keeps a motion.
func (s *Triangles) AddMotion(ctx context.Context, scope auth.Scope, m vendors.TriangleMotion) (vendors.TriangleMotion, error) {
	row := motionRow{0, scope.Tenant(), m.ProgrammeID, string(m.Field), m.Text, database.At(m.OpenedAt), m.OpenedBy}
	err := s.db.Tx(ctx).Create(&row).Error
	m.ID = row.ID
	return m, err
}

// Motions lists the newest first, with their voices.
func (s *Triangles) Motions(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.TriangleMotion, error) {
	var rows []motionRow
	if err := underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Where("programme_id = ?", programme).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	out, at, ids := make([]vendors.TriangleMotion, len(rows)), map[int64]int{}, []int64{}
	for i, r := range rows {
		out[i] = vendors.TriangleMotion{ID: r.ID, ProgrammeID: r.ProgrammeID, Field: authority.Corner(r.Field), Text: r.Text, OpenedAt: r.OpenedAt.Time, OpenedBy: r.OpenedBy}
		at[r.ID], ids = i, append(ids, r.ID)
	}
	var voices []voiceRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND motion_id IN ?", scope.Tenant(), nonEmpty(ids)).Order("at, user_id").Find(&voices).Error; err != nil {
		return nil, err
	}
	for _, v := range voices {
		m := &out[at[v.MotionID]]
		m.Voices = append(m.Voices, vendors.TriangleVoice{MotionID: v.MotionID, UserID: v.UserID, Yes: v.Yes, Why: v.Why, At: v.At.Time})
	}
	return out, nil
}

// SetVoice keeps a word; a later one takes its place.
func (s *Triangles) SetVoice(ctx context.Context, scope auth.Scope, v vendors.TriangleVoice) error {
	err := s.db.Tx(ctx).Where("tenant_id = ? AND motion_id = ? AND user_id = ?", scope.Tenant(), v.MotionID, v.UserID).Delete(&voiceRow{}).Error
	if err != nil {
		return err
	}
	return s.db.Tx(ctx).Create(&voiceRow{scope.Tenant(), v.MotionID, v.UserID, v.Yes, v.Why, database.At(v.At)}).Error
}

// actionRow is a row of triangle_actions.
type actionRow struct {
	ID, TenantID, ProgrammeID int64
	Corner, Text, Person      string
	DueDay                    string
	Critical, Calibration     bool
	OpenedAt                  database.Instant
	OpenedBy                  int64
	DoneAt                    database.Instant
	DoneBy                    int64
}

func (actionRow) TableName() string { return "triangle_actions" }

func (r actionRow) toDomain() (vendors.TriangleAction, error) {
	due, err := grid.ParseDate(r.DueDay)
	if err != nil {
		return vendors.TriangleAction{}, fmt.Errorf("action %d: %w", r.ID, err)
	}
	return vendors.TriangleAction{
		ID: r.ID, ProgrammeID: r.ProgrammeID, Corner: authority.Corner(r.Corner), Text: r.Text, Person: r.Person, Due: due, Critical: r.Critical, Calibration: r.Calibration,
		OpenedAt: r.OpenedAt.Time, OpenedBy: r.OpenedBy, DoneAt: r.DoneAt.Time, DoneBy: r.DoneBy,
	}, nil
}

// AddAction keeps an action.
func (s *Triangles) AddAction(ctx context.Context, scope auth.Scope, a vendors.TriangleAction) (vendors.TriangleAction, error) {
	row := actionRow{0, scope.Tenant(), a.ProgrammeID, string(a.Corner), a.Text, a.Person, dayText(a.Due), a.Critical, a.Calibration, database.At(a.OpenedAt), a.OpenedBy, database.At(a.DoneAt), a.DoneBy}
	err := s.db.Tx(ctx).Create(&row).Error
	a.ID = row.ID
	return a, err
}

// Actions lists the newest first.
func (s *Triangles) Actions(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.TriangleAction, error) {
	var rows []actionRow
	if err := underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Where("programme_id = ?", programme).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, actionRow.toDomain)
}

// FinishAction marks one done that is not.
func (s *Triangles) FinishAction(ctx context.Context, scope auth.Scope, programme, id int64, at time.Time) error {
	return database.Affected(underProgrammes(s.db.Tx(ctx).Model(&actionRow{}), s.db.Tx(ctx), scope).Where("programme_id = ? AND id = ? AND done_at IS NULL", programme, id).
		Updates(map[string]any{"done_at": database.At(at), "done_by": scope.Actor()}))
}
