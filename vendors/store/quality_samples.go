package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// sampleRow is a row of quality_samples.
type sampleRow struct {
	ID, TenantID       int64
	Name, Purpose      string
	FormID, EmployerID int64
	Orders, Plan       string
	CreatedAt          database.Instant
	CreatedBy          int64
}

func (sampleRow) TableName() string { return "quality_samples" }

func (r sampleRow) toDomain() (vendors.Sample, error) {
	s := vendors.Sample{ID: r.ID, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy}
	if err := read(r.Orders, &s.Order); err != nil {
		return s, err
	}
	return s, read(r.Plan, &s.Plan)
}

// assignmentRow is a row of quality_assignments.
type assignmentRow struct {
	ID, TenantID, SampleID, ContactID, GraderID int64
	Kind, Stratum                               string
	Chance                                      float64
	State                                       string
	EvaluationID                                int64
	DueAt                                       database.Instant
}

func (assignmentRow) TableName() string { return "quality_assignments" }

func (r assignmentRow) toDomain() vendors.Assignment {
	return vendors.Assignment{
		ID: r.ID, SampleID: r.SampleID, ContactID: r.ContactID, GraderID: r.GraderID, Kind: vendors.GradeKind(r.Kind), Stratum: r.Stratum,
		Chance: r.Chance, State: vendors.AssignmentState(r.State), EvaluationID: r.EvaluationID, DueAt: r.DueAt.Time,
	}
}

// AddSample keeps a sample and its assignments.
func (s *Quality) AddSample(ctx context.Context, scope auth.Scope, sample vendors.Sample, list []vendors.Assignment) (vendors.Sample, error) {
	orders, err := text(sample.Order)
	if err != nil {
		return sample, err
	}
	plan, err := text(sample.Plan)
	if err != nil {
		return sample, err
	}
	o := sample.Order
	row := sampleRow{
		TenantID: scope.Tenant(), Name: o.Name, Purpose: string(o.Purpose), FormID: o.FormID, EmployerID: o.EmployerID, Orders: orders, Plan: plan,
		CreatedAt: database.At(sample.CreatedAt), CreatedBy: sample.CreatedBy,
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		rows := make([]assignmentRow, len(list))
		for i, a := range list {
			rows[i] = assignmentRow{
				TenantID: scope.Tenant(), SampleID: row.ID, ContactID: a.ContactID, GraderID: a.GraderID, Kind: string(a.Kind), Stratum: a.Stratum,
				Chance: a.Chance, State: string(a.State), EvaluationID: a.EvaluationID, DueAt: database.At(a.DueAt),
			}
		}
		return s.db.Tx(ctx).CreateInBatches(&rows, batch).Error
	})
	sample.ID = row.ID
	return sample, err
}

// Samples returns the newest first with how far each is.
func (s *Quality) Samples(ctx context.Context, scope auth.Scope) ([]vendors.Sample, error) {
	return s.samples(ctx, scope, func(q *gorm.DB) *gorm.DB { return q })
}

// Sample returns one sample.
func (s *Quality) Sample(ctx context.Context, scope auth.Scope, id int64) (vendors.Sample, error) {
	list, err := s.samples(ctx, scope, func(q *gorm.DB) *gorm.DB { return q.Where("id = ?", id) })
	if err == nil && len(list) == 0 {
		err = database.ErrNotFound
	}
	if err != nil {
		return vendors.Sample{}, err
	}
	return list[0], nil
}

func (s *Quality) samples(ctx context.Context, scope auth.Scope, which func(*gorm.DB) *gorm.DB) ([]vendors.Sample, error) {
	var rows []sampleRow
	if err := which(ofEmployer(s.db.ReadAs(ctx, scope), scope)).Order("id DESC").Limit(500).Find(&rows).Error; err != nil {
		return nil, err
	}
	list, err := toDomain(rows, sampleRow.toDomain)
	if err != nil || len(list) == 0 {
		return list, err
	}
	var counts []struct {
		SampleID int64
		State    string
		N        int
	}
	err = ofTenant(scope)(s.db.ReadAs(ctx, scope).Model(&assignmentRow{})).Select("sample_id", "state", "count(*) AS n").
		Where("sample_id >= ?", list[len(list)-1].ID).Group("sample_id, state").Find(&counts).Error
	for i := range list {
		for _, c := range counts {
			switch {
			case c.SampleID != list[i].ID:
			case c.State == string(vendors.Graded):
				list[i].Done = c.N
			case c.State == string(vendors.ToGrade):
				list[i].Waiting = c.N
			}
		}
	}
	return list, err
}

// Worklist returns what waits for a grader, the most urgent first.
func (s *Quality) Worklist(ctx context.Context, scope auth.Scope, grader int64, limit int) ([]vendors.WorkItem, error) {
	var rows []assignmentRow
	query := s.ofGraders(ctx, scope).Where("grader_id = ? AND state = 'waiting'", grader).Order("due_at, id").Limit(limit)
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.workItems(ctx, scope, rows)
}

// WorkItem returns one assignment with its contact.
func (s *Quality) WorkItem(ctx context.Context, scope auth.Scope, id int64) (vendors.WorkItem, error) {
	var row assignmentRow
	if err := s.ofGraders(ctx, scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.WorkItem{}, err
	}
	items, err := s.workItems(ctx, scope, []assignmentRow{row})
	if err != nil {
		return vendors.WorkItem{}, err
	}
	return items[0], nil
}

// ofGraders is a query on assignments of graders of the scope's employer.
func (s *Quality) ofGraders(ctx context.Context, scope auth.Scope) *gorm.DB {
	query := ofTenant(scope)(s.db.ReadAs(ctx, scope))
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("grader_id IN (?)", ofEmployer(s.db.ReadAs(ctx, scope).Model(&graderRow{}), scope).Select("id"))
	}
	return query
}

// workItems adds contact, purpose and grader. A contact belongs to the worklist it is
// on, whosever work it is: the domain hides whose where that could sway the grade.
func (s *Quality) workItems(ctx context.Context, scope auth.Scope, rows []assignmentRow) ([]vendors.WorkItem, error) {
	var contactIDs, sampleIDs, graderIDs []int64
	for _, r := range rows {
		contactIDs, sampleIDs, graderIDs = append(contactIDs, r.ContactID), append(sampleIDs, r.SampleID), append(graderIDs, r.GraderID)
	}
	contacts, err := byID[contactRow](ctx, s, scope, contactIDs, func(r contactRow) int64 { return r.ID })
	if err != nil {
		return nil, err
	}
	samples, err := byID[sampleRow](ctx, s, scope, sampleIDs, func(r sampleRow) int64 { return r.ID })
	if err != nil {
		return nil, err
	}
	graders, err := byID[graderRow](ctx, s, scope, graderIDs, func(r graderRow) int64 { return r.ID })
	if err != nil {
		return nil, err
	}
	items := make([]vendors.WorkItem, len(rows))
	for i, r := range rows {
		contact, err := contacts[r.ContactID].toDomain()
		if err != nil {
			return nil, err
		}
		sample, grader := samples[r.SampleID], graders[r.GraderID]
		items[i] = vendors.WorkItem{
			Assignment: r.toDomain(), Purpose: vendors.Purpose(sample.Purpose), FormID: sample.FormID, Contact: contact, GraderName: grader.Name, GraderUser: grader.UserID,
		}
	}
	return items, nil
}

// byID reads rows of the tenant by their ids.
func byID[R any](ctx context.Context, s *Quality, scope auth.Scope, ids []int64, id func(R) int64) (map[int64]R, error) {
	out := map[int64]R{}
	var rows []R
	if err := ofTenant(scope)(s.db.ReadAs(ctx, scope)).Where("id IN ?", append(ids, 0)).Find(&rows).Error; err != nil {
		return nil, err
	}
	for _, row := range rows {
		out[id(row)] = row
	}
	return out, nil
}

// CloseAssignment ends a waiting assignment.
func (s *Quality) CloseAssignment(ctx context.Context, scope auth.Scope, a vendors.Assignment) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofTenant(scope)(s.db.Tx(ctx).Model(&assignmentRow{})).Where("id = ? AND grader_id = ? AND state = 'waiting'", a.ID, a.GraderID).
			Updates(map[string]any{"state": string(a.State), "evaluation_id": a.EvaluationID})
		if result.Error == nil && result.RowsAffected == 0 {
			return &vendors.RefusedError{Cause: vendors.AlreadyDone, Found: fmt.Sprintf("contact %d, which was judged or skipped", a.ContactID), Expected: "one that waits"}
		}
		return result.Error
	})
}
