package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

var _ risk.Store = (*Store)(nil)

// seen narrows a query to rows of people whom the scope sees.
func seen(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("person_id IN (SELECT id FROM people WHERE tenant_id = ? AND employer_id = ?)", scope.Tenant(), employer)
	}
	if sites, all := scope.Sites(); !all {
		query = query.Where("person_id IN (SELECT id FROM people WHERE tenant_id = ? AND site_id IN ?)", scope.Tenant(), append(sites, 0))
	}
	return query
}

// switchRow is a row of risk_switches.
type switchRow struct {
	ID, TenantID int64
	Switched     bool
	Reason       string
	At           database.Instant
	By           int64
}

func (switchRow) TableName() string { return "risk_switches" }

// Switch is the newest; the zero value is off.
func (s *Store) Switch(ctx context.Context, scope auth.Scope) (risk.Switch, error) {
	var row switchRow
	err := s.own(ctx, scope).Order("id DESC").Take(&row).Error
	if errors.Is(err, database.ErrNotFound) {
		return risk.Switch{}, nil
	}
	return risk.Switch{On: row.Switched, Reason: row.Reason, At: row.At.Time, By: row.By}, err
}

// AddSwitch keeps how it was switched.
func (s *Store) AddSwitch(ctx context.Context, scope auth.Scope, w risk.Switch) error {
	row := switchRow{TenantID: scope.Tenant(), Switched: w.On, Reason: w.Reason, At: database.At(w.At), By: w.By}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
}

// modelRow is a row of risk_models.
type modelRow struct {
	ID, TenantID int64
	MadeAt       database.Instant
	MadeBy       int64
	Shown        bool
	Document     string
}

func (modelRow) TableName() string { return "risk_models" }

// Model is the newest.
func (s *Store) Model(ctx context.Context, scope auth.Scope) (*risk.Model, error) {
	var row modelRow
	if err := s.own(ctx, scope).Order("id DESC").Take(&row).Error; err != nil {
		return nil, err
	}
	var m risk.Model
	err := json.Unmarshal([]byte(row.Document), &m)
	m.ID, m.MadeAt, m.MadeBy, m.Shown = row.ID, row.MadeAt.Time, row.MadeBy, row.Shown
	return &m, err
}

// AddModel keeps a model and gives it its id.
func (s *Store) AddModel(ctx context.Context, scope auth.Scope, m *risk.Model) error {
	document, err := json.Marshal(m)
	if err != nil {
		return err
	}
	row := modelRow{TenantID: scope.Tenant(), MadeAt: database.At(m.MadeAt), MadeBy: m.MadeBy, Shown: m.Shown, Document: string(document)}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	m.ID = row.ID
	return err
}

// scoreRow is a row of risk_scores.
type scoreRow struct {
	TenantID, PersonID, ModelID int64
	MadeAt, ExpiresAt           database.Instant
	Document                    string
}

func (scoreRow) TableName() string { return "risk_scores" }

// Scores are those that have not expired, in order of person.
func (s *Store) Scores(ctx context.Context, scope auth.Scope, at time.Time) ([]risk.Score, error) {
	var rows []scoreRow
	if err := seen(s.own(ctx, scope), scope).Where("expires_at > ?", database.At(at)).Order("person_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]risk.Score, len(rows))
	for i, row := range rows {
		if err := json.Unmarshal([]byte(row.Document), &out[i]); err != nil {
			return nil, err
		}
		out[i].PersonID, out[i].ModelID, out[i].MadeAt, out[i].ExpiresAt = row.PersonID, row.ModelID, row.MadeAt.Time, row.ExpiresAt.Time
	}
	return out, nil
}

// PutScores replaces everybody's.
func (s *Store) PutScores(ctx context.Context, scope auth.Scope, scores []risk.Score) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Where("tenant_id = ?", scope.Tenant()).Delete(&scoreRow{}).Error; err != nil || len(scores) == 0 {
			return err
		}
		rows := make([]scoreRow, len(scores))
		for i, sc := range scores {
			document, err := json.Marshal(sc)
			if err != nil {
				return err
			}
			rows[i] = scoreRow{scope.Tenant(), sc.PersonID, sc.ModelID, database.At(sc.MadeAt), database.At(sc.ExpiresAt), string(document)}
		}
		return s.db.Tx(ctx).CreateInBatches(rows, 200).Error
	})
}

// talkRow is a row of risk_talks.
type talkRow struct {
	ID, TenantID, PersonID int64
	Outcome, Note          string
	At                     database.Instant
	By                     int64
}

func (talkRow) TableName() string { return "risk_talks" }

// AddTalk keeps what came of a conversation.
func (s *Store) AddTalk(ctx context.Context, scope auth.Scope, t risk.Talk) (risk.Talk, error) {
	row := talkRow{TenantID: scope.Tenant(), PersonID: t.PersonID, Outcome: string(t.Outcome), Note: t.Note, At: database.At(t.At), By: t.By}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	t.ID = row.ID
	return t, err
}

// Talks are of people in sight, the newest first.
func (s *Store) Talks(ctx context.Context, scope auth.Scope) ([]risk.Talk, error) {
	var rows []talkRow
	if err := seen(s.own(ctx, scope), scope).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]risk.Talk, len(rows))
	for i, row := range rows {
		out[i] = risk.Talk{ID: row.ID, PersonID: row.PersonID, Outcome: risk.Outcome(row.Outcome), Note: row.Note, At: row.At.Time, By: row.By}
	}
	return out, nil
}

// viewRow is a row of risk_views.
type viewRow struct {
	ID, TenantID, PersonID int64
	What                   string
	At                     database.Instant
	By                     int64
}

func (viewRow) TableName() string { return "risk_views" }

// AddViews writes down who looked.
func (s *Store) AddViews(ctx context.Context, scope auth.Scope, views []risk.View) error {
	if len(views) == 0 {
		return nil
	}
	rows := make([]viewRow, len(views))
	for i, v := range views {
		rows[i] = viewRow{TenantID: scope.Tenant(), PersonID: v.PersonID, What: v.What, At: database.At(v.At), By: v.By}
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&rows).Error })
}

// Views are the newest first.
func (s *Store) Views(ctx context.Context, scope auth.Scope, person int64, limit int) ([]risk.View, error) {
	query := seen(s.own(ctx, scope), scope).Order("id DESC").Limit(limit)
	if person != 0 {
		query = query.Where("person_id = ?", person)
	}
	var rows []viewRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]risk.View, len(rows))
	for i, row := range rows {
		out[i] = risk.View{PersonID: row.PersonID, What: row.What, At: row.At.Time, By: row.By}
	}
	return out, nil
}
