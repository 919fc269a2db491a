package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// dayOrNone reads a day, and "" as none.
func dayOrNone(text string) (grid.Date, error) {
	if text == "" {
		return grid.Date{}, nil
	}
	return grid.ParseDate(text)
}

// packed is a document as compressed JSON: lines and findings are read whole, and a
// large invoice has hundreds of thousands.
func packed(value any) ([]byte, error) {
	var out bytes.Buffer
	zip, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err := json.NewEncoder(zip).Encode(value); err != nil {
		return nil, err
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func unpacked(document []byte, into any) error {
	zip, err := gzip.NewReader(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return json.NewDecoder(zip).Decode(into)
}

// invoiceRow is a row of vendor_invoices.
type invoiceRow struct {
	ID, TenantID, ProgrammeID, EmployerID, Month int64
	Number, Currency, Mark, Name                 string
	LineCount                                    int
	Billed, Expected                             int64
	Lines, Result                                []byte
	CreatedAt                                    database.Instant
	CreatedBy                                    int64
}

func (invoiceRow) TableName() string { return "vendor_invoices" }

var invoiceHead = []string{
	"id", "tenant_id", "programme_id", "employer_id", "month", "number", "currency", "mark", "name", "line_count", "billed", "expected", "created_at", "created_by",
}

func (r invoiceRow) toDomain() (vendors.KeptInvoice, error) {
	c := money.Currency(r.Currency)
	v := vendors.KeptInvoice{
		ID: r.ID, ProgrammeID: r.ProgrammeID, EmployerID: r.EmployerID, Month: vendors.Month(r.Month), Number: r.Number, Name: r.Name, Mark: r.Mark, Currency: c,
		LineCount: r.LineCount, Billed: money.Amount{Minor: r.Billed, Currency: c}, Expected: money.Amount{Minor: r.Expected, Currency: c},
		CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}
	if len(r.Lines) == 0 {
		return v, nil
	}
	if err := unpacked(r.Lines, &v.Lines); err != nil {
		return v, fmt.Errorf("lines of invoice %d: %w", r.ID, err)
	}
	if err := unpacked(r.Result, &v.Result); err != nil {
		return v, fmt.Errorf("result of invoice %d: %w", r.ID, err)
	}
	return v, nil
}

// caseRow is a row of invoice_cases.
type caseRow struct {
	TenantID, ProgrammeID, InvoiceID int64
	Finding                          int
	Version                          int64
	State, Since, Deadline, Course   string
}

func (caseRow) TableName() string { return "invoice_cases" }

func (r caseRow) toDomain() (vendors.FindingCase, error) {
	c := vendors.FindingCase{Finding: r.Finding, Version: r.Version, Case: invoice.Case{State: invoice.State(r.State)}}
	var err error
	if c.Since, err = dayOrNone(r.Since); err != nil {
		return c, err
	}
	if c.Deadline, err = dayOrNone(r.Deadline); err != nil {
		return c, err
	}
	return c, json.Unmarshal([]byte(r.Course), &c.Course)
}

func caseFromDomain(tenant int64, v vendors.KeptInvoice, c vendors.FindingCase) (caseRow, error) {
	course, err := json.Marshal(c.Course)
	return caseRow{
		TenantID: tenant, ProgrammeID: v.ProgrammeID, InvoiceID: v.ID, Finding: c.Finding, Version: c.Version + 1,
		State: string(c.State), Since: dayText(c.Since), Deadline: dayText(c.Deadline), Course: string(course),
	}, err
}

// AddInvoice keeps an invoice with its cases.
func (s *Money) AddInvoice(ctx context.Context, scope auth.Scope, v vendors.KeptInvoice) (vendors.KeptInvoice, error) {
	row := invoiceRow{
		TenantID: scope.Tenant(), ProgrammeID: v.ProgrammeID, EmployerID: v.EmployerID, Month: int64(v.Month), Number: v.Number, Currency: string(v.Currency), Mark: v.Mark, Name: v.Name,
		LineCount: v.LineCount, Billed: v.Billed.Minor, Expected: v.Expected.Minor, CreatedAt: database.At(v.CreatedAt), CreatedBy: v.CreatedBy,
	}
	var err error
	if row.Lines, err = packed(v.Lines); err != nil {
		return v, err
	}
	if row.Result, err = packed(v.Result); err != nil {
		return v, err
	}
	if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
		return v, err
	}
	v.ID = row.ID
	return v, s.addCases(ctx, scope, v)
}

func (s *Money) addCases(ctx context.Context, scope auth.Scope, v vendors.KeptInvoice) error {
	cases := make([]caseRow, len(v.Cases))
	for i, c := range v.Cases {
		var err error
		if cases[i], err = caseFromDomain(scope.Tenant(), v, c); err != nil {
			return err
		}
	}
	if len(cases) == 0 {
		return nil
	}
	return s.db.Tx(ctx).CreateInBatches(&cases, 500).Error
}

// PutResult replaces what an invoice came to, and its cases.
func (s *Money) PutResult(ctx context.Context, scope auth.Scope, v vendors.KeptInvoice) error {
	result, err := packed(v.Result)
	if err != nil {
		return err
	}
	written := s.db.Tx(ctx).Model(&invoiceRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), v.ID).
		Updates(map[string]any{"result": result, "expected": v.Expected.Minor})
	if written.Error != nil {
		return written.Error
	}
	if err := s.db.Tx(ctx).Where("tenant_id = ? AND invoice_id = ?", scope.Tenant(), v.ID).Delete(&caseRow{}).Error; err != nil {
		return err
	}
	return s.addCases(ctx, scope, v)
}

// Invoice returns one invoice with its lines, findings and cases.
func (s *Money) Invoice(ctx context.Context, scope auth.Scope, id int64) (vendors.KeptInvoice, error) {
	var row invoiceRow
	if err := s.under(ctx, scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.KeptInvoice{}, err
	}
	list, err := s.withCases(ctx, scope, []invoiceRow{row})
	if err != nil {
		return vendors.KeptInvoice{}, err
	}
	return list[0], nil
}

// Invoices lists a programme's without their lines, the newest first.
func (s *Money) Invoices(ctx context.Context, scope auth.Scope, programme int64, m vendors.Month) ([]vendors.KeptInvoice, error) {
	query := s.under(ctx, scope).Select(invoiceHead).Where("programme_id = ?", programme).Order("id DESC")
	if m != 0 {
		query = query.Where("month = ?", int(m))
	}
	var rows []invoiceRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.withCases(ctx, scope, rows)
}

// Numbered are the invoices of an employer under a number.
func (s *Money) Numbered(ctx context.Context, scope auth.Scope, employer int64, number string) ([]vendors.KeptInvoice, error) {
	var rows []invoiceRow
	if err := s.under(ctx, scope).Select(invoiceHead).Where("employer_id = ? AND number = ?", employer, number).Find(&rows).Error; err != nil {
		return nil, err
	}
	return converted(rows, invoiceRow.toDomain)
}

func (s *Money) withCases(ctx context.Context, scope auth.Scope, rows []invoiceRow) ([]vendors.KeptInvoice, error) {
	list, err := converted(rows, invoiceRow.toDomain)
	if err != nil {
		return nil, err
	}
	ids, at := make([]int64, len(list)), map[int64]int{}
	for i, v := range list {
		ids[i], at[v.ID] = v.ID, i
	}
	var cases []caseRow
	if err := s.under(ctx, scope).Where("invoice_id IN ?", nonEmpty(ids)).Order("invoice_id, finding").Find(&cases).Error; err != nil {
		return nil, err
	}
	for _, row := range cases {
		c, err := row.toDomain()
		if err != nil {
			return nil, fmt.Errorf("invoice %d, finding %d: %w", row.InvoiceID, row.Finding, err)
		}
		v := &list[at[row.InvoiceID]]
		v.Cases = append(v.Cases, c)
	}
	return list, nil
}

// PutCase writes a case that still has its version.
func (s *Money) PutCase(ctx context.Context, scope auth.Scope, v vendors.KeptInvoice, c vendors.FindingCase) error {
	row, err := caseFromDomain(scope.Tenant(), v, c)
	if err != nil {
		return err
	}
	written := s.db.Tx(ctx).Model(&caseRow{}).Where("tenant_id = ? AND invoice_id = ? AND finding = ? AND version = ?", row.TenantID, v.ID, c.Finding, c.Version).
		Updates(map[string]any{"version": row.Version, "state": row.State, "since": row.Since, "deadline": row.Deadline, "course": row.Course})
	return stale(written, c.Version)
}
