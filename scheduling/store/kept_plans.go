package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

// keptPlanRow is a row of roster_plans: the plan itself is a document, compressed,
// because only a comparison or a return reads it.
type keptPlanRow struct {
	ID, TenantID, RosterID int64
	Origin                 string
	At                     database.Instant
	ActorID                int64
	ActorName              *string `gorm:"->"`
	Pinned                 bool
	Cost                   string
	Bound                  float64
	InputHash              string
	Breaches, Count        int
	TimeLimitMs            int64
	Seed                   int64
	Threads                int
	Simulate               bool
	Digest                 string
	Document               []byte
}

func (keptPlanRow) TableName() string { return "roster_plans" }

// listedColumns are those of a list: all but the document.
var listedColumns = []any{
	"roster_id", "origin", "at", "actor_id", "pinned", "cost", "bound", "input_hash", "breaches", "count", "time_limit_ms", "seed", "threads",
	"simulate", "digest", "(SELECT name FROM users WHERE users.id = roster_plans.actor_id) AS actor_name",
}

// keptDocument is the plan itself.
type keptDocument struct {
	Shifts []keptShift
	Check  *scheduling.Check `json:",omitempty"`
}

type keptShift struct {
	Person, Queue    int64
	Day              string
	Start, End       int64 // unix seconds
	Template, Letter string
	Locked           bool            `json:",omitempty"`
	Pauses           json.RawMessage // as in roster_shifts
}

func packed(k scheduling.KeptPlan) ([]byte, error) {
	document := keptDocument{Check: k.Check, Shifts: make([]keptShift, len(k.Shifts))}
	for i, s := range k.Shifts {
		pauses, err := pausesFromDomain(s.Pauses)
		if err != nil {
			return nil, err
		}
		document.Shifts[i] = keptShift{
			Person: s.PersonID, Queue: s.QueueID, Day: s.Day.String(), Start: s.Start.Unix(), End: s.End.Unix(),
			Template: s.Template, Letter: s.Letter, Locked: s.Locked, Pauses: json.RawMessage(pauses),
		}
	}
	return zipped(document)
}

func (row keptPlanRow) unpacked() (document keptDocument, err error) {
	if err = unzipped(row.Document, &document); err != nil {
		err = fmt.Errorf("kept plan %d: %w", row.ID, err)
	}
	return document, err
}

func (s keptShift) toDomain() (scheduling.Shift, error) {
	shift := scheduling.Shift{
		PersonID: s.Person, QueueID: s.Queue, Start: time.Unix(s.Start, 0).UTC(), End: time.Unix(s.End, 0).UTC(), Template: s.Template, Letter: s.Letter, Locked: s.Locked,
	}
	var err error
	if shift.Day, err = grid.ParseDate(s.Day); err != nil {
		return shift, err
	}
	shift.Pauses, err = pausesToDomain(string(s.Pauses))
	return shift, err
}

func (row keptPlanRow) toDomain() (scheduling.KeptPlan, error) {
	k := scheduling.KeptPlan{
		ID: row.ID, RosterID: row.RosterID, Origin: scheduling.Origin(row.Origin), At: row.At.Time, ActorID: row.ActorID, Pinned: row.Pinned,
		Bound: row.Bound, InputHash: row.InputHash, Breaches: row.Breaches, Count: row.Count, Digest: row.Digest,
		Order: scheduling.BuildOrder{RosterID: row.RosterID, TimeLimit: time.Duration(row.TimeLimitMs) * time.Millisecond, Seed: uint64(row.Seed), Threads: row.Threads, Simulate: row.Simulate},
	}
	if row.ActorName != nil {
		k.ActorName = *row.ActorName
	}
	err := json.Unmarshal([]byte(row.Cost), &k.Cost)
	return k, err
}

// AddKeptPlan keeps a plan; the oldest that are not pinned go.
func (s *Store) AddKeptPlan(ctx context.Context, scope auth.Scope, k scheduling.KeptPlan, most int) (scheduling.KeptPlan, error) {
	document, err := packed(k)
	if err != nil {
		return k, err
	}
	cost, err := json.Marshal(k.Cost)
	if err != nil {
		return k, err
	}
	row := keptPlanRow{
		TenantID: scope.Tenant(), RosterID: k.RosterID, Origin: string(k.Origin), At: database.At(k.At), ActorID: k.ActorID, Pinned: k.Pinned,
		Cost: string(cost), Bound: k.Bound, InputHash: k.InputHash, Breaches: k.Breaches, Count: k.Count,
		TimeLimitMs: k.Order.TimeLimit.Milliseconds(), Seed: int64(k.Order.Seed), Threads: k.Order.Threads, Simulate: k.Order.Simulate,
		Digest: k.Digest, Document: document,
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.Roster(ctx, scope, k.RosterID); err != nil {
			return err
		}
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		here := "tenant_id = ? AND roster_id = ? AND NOT pinned"
		newest := s.db.Tx(ctx).Model(&keptPlanRow{}).Select("id").Where(here, scope.Tenant(), k.RosterID).Order("id DESC").Limit(most)
		return s.db.Tx(ctx).Where(here, scope.Tenant(), k.RosterID).Where("id NOT IN (?)", newest).Delete(&keptPlanRow{}).Error
	})
	k.ID = row.ID
	return k, err
}

// KeptPlans returns those of a roster without their shifts, the newest first.
func (s *Store) KeptPlans(ctx context.Context, scope auth.Scope, roster int64) ([]scheduling.KeptPlan, error) {
	if _, err := s.Roster(ctx, scope, roster); err != nil {
		return nil, err
	}
	var rows []keptPlanRow
	err := s.db.ReadAs(ctx, scope).Select("id", listedColumns...).Where("tenant_id = ? AND roster_id = ?", scope.Tenant(), roster).Order("id DESC").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, keptPlanRow.toDomain)
}

// KeptPlan returns one with its shifts.
func (s *Store) KeptPlan(ctx context.Context, scope auth.Scope, roster, id int64) (scheduling.KeptPlan, error) {
	if _, err := s.Roster(ctx, scope, roster); err != nil {
		return scheduling.KeptPlan{}, err
	}
	var row keptPlanRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND roster_id = ? AND id = ?", scope.Tenant(), roster, id).Take(&row).Error; err != nil {
		return scheduling.KeptPlan{}, err
	}
	k, err := row.toDomain()
	if err != nil {
		return k, err
	}
	document, err := row.unpacked()
	if err != nil {
		return k, err
	}
	k.Check = document.Check
	k.Shifts, err = toDomain(document.Shifts, keptShift.toDomain)
	return k, err
}

// PinKeptPlan pins a plan or lets it go.
func (s *Store) PinKeptPlan(ctx context.Context, scope auth.Scope, roster, id int64, pinned bool) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.Roster(ctx, scope, roster); err != nil {
			return err
		}
		result := s.db.Tx(ctx).Model(&keptPlanRow{}).
			Where("tenant_id = ? AND roster_id = ? AND id = ?", scope.Tenant(), roster, id).Updates(map[string]any{"pinned": pinned})
		if result.Error == nil && result.RowsAffected == 0 {
			return database.ErrNotFound
		}
		return result.Error
	})
}
