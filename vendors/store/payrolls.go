package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Payrolls implements vendors.PayrollStore.
type Payrolls struct{ db *database.DB }

var _ vendors.PayrollStore = (*Payrolls)(nil)

// NewPayrolls returns the store of partners' pay statements.
func NewPayrolls(db *database.DB) *Payrolls { return &Payrolls{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Payrolls) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// payrollRow is a row of crowd_payrolls.
type payrollRow struct {
	ID, TenantID, ProgrammeID             int64
	Name                                  string
	FirstDay, LastDay, DueDay, CheckedDay string
	Currency, Hash                        string
	CreatedAt                             database.Instant
	CreatedBy                             int64
}

func (payrollRow) TableName() string { return "crowd_payrolls" }

// payLineRow is a row of crowd_payroll_lines.
type payLineRow struct {
	TenantID, PayrollID           int64
	Line                          int
	Code, Name                    string
	MemberID                      int64
	Minutes, OwedMinor, PaidMinor int64
	LateDays                      int
	Proved                        bool
	Causes                        string
	Stated                        *int64
	Settlement, Note              string
	SettledAt                     database.Instant
	SettledBy                     int64
	PayrollName, Currency         string `gorm:"->"`
}

func (payLineRow) TableName() string { return "crowd_payroll_lines" }

func (r payLineRow) toDomain(currency money.Currency) vendors.PayrollLine {
	line := vendors.PayrollLine{
		Code: r.Code, Name: r.Name, MemberID: r.MemberID, Minutes: r.Minutes, Owed: money.Amount{Minor: r.OwedMinor, Currency: currency}, Paid: money.Amount{Minor: r.PaidMinor, Currency: currency},
		Late: r.LateDays, Proved: r.Proved, PayrollID: r.PayrollID, PayrollName: r.PayrollName, Line: r.Line, Stated: -1,
		Settlement: vendors.Settlement(r.Settlement), Note: r.Note, SettledAt: r.SettledAt.Time, SettledBy: r.SettledBy,
	}
	if r.Stated != nil {
		line.Stated = *r.Stated
	}
	for _, c := range strings.Fields(r.Causes) {
		line.Causes = append(line.Causes, vendors.PayCause(c))
	}
	return line
}

// AddPayroll keeps a statement with its lines; the same file twice is refused.
func (s *Payrolls) AddPayroll(ctx context.Context, scope auth.Scope, p vendors.Payroll) (vendors.Payroll, error) {
	row := payrollRow{0, scope.Tenant(), p.ProgrammeID, p.Name, dayText(p.From), dayText(p.To), dayText(p.Due), dayText(p.Checked), string(p.Currency), p.Hash, database.At(p.CreatedAt), p.CreatedBy}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil || len(p.Lines) == 0 {
			return err
		}
		lines := make([]payLineRow, len(p.Lines))
		for i, l := range p.Lines {
			var causes []string
			for _, c := range l.Causes {
				causes = append(causes, string(c))
			}
			lines[i] = payLineRow{TenantID: scope.Tenant(), PayrollID: row.ID, Line: i + 1, Code: l.Code, Name: l.Name, MemberID: l.MemberID, Minutes: l.Minutes, OwedMinor: l.Owed.Minor, PaidMinor: l.Paid.Minor, LateDays: l.Late, Proved: l.Proved, Causes: strings.Join(causes, " ")}
			if stated := l.Stated; stated >= 0 {
				lines[i].Stated = &stated
			}
		}
		return s.db.Tx(ctx).Create(&lines).Error
	})
	p.ID = row.ID
	return p, err
}

// Payrolls lists the newest first, with their lines.
func (s *Payrolls) Payrolls(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.Payroll, error) {
	query := underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Order("id DESC")
	if programme != 0 {
		query = query.Where("programme_id = ?", programme)
	}
	return s.whole(ctx, scope, query)
}

// Payroll returns one statement.
func (s *Payrolls) Payroll(ctx context.Context, scope auth.Scope, id int64) (vendors.Payroll, error) {
	list, err := s.whole(ctx, scope, underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Where("id = ?", id))
	if err == nil && len(list) == 0 {
		err = database.ErrNotFound
	}
	if err != nil {
		return vendors.Payroll{}, err
	}
	return list[0], nil
}

// SettleLine writes the settlement of a line that has none.
func (s *Payrolls) SettleLine(ctx context.Context, scope auth.Scope, l vendors.PayrollLine) error {
	return database.Affected(s.db.Tx(ctx).Model(&payLineRow{}).Where("tenant_id = ? AND payroll_id = ? AND line = ? AND settlement = ''", scope.Tenant(), l.PayrollID, l.Line).
		Updates(map[string]any{"settlement": string(l.Settlement), "note": l.Note, "settled_at": database.At(l.SettledAt), "settled_by": l.SettledBy}))
}

// whole reads statements with their lines.
func (s *Payrolls) whole(ctx context.Context, scope auth.Scope, query *gorm.DB) ([]vendors.Payroll, error) {
	var rows []payrollRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out, at, ids := make([]vendors.Payroll, len(rows)), map[int64]int{}, make([]int64, len(rows))
	for i, r := range rows {
		p := vendors.Payroll{ID: r.ID, ProgrammeID: r.ProgrammeID, Name: r.Name, Currency: money.Currency(r.Currency), Hash: r.Hash, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy}
		for _, d := range []struct {
			text string
			to   *grid.Date
		}{{r.FirstDay, &p.From}, {r.LastDay, &p.To}, {r.DueDay, &p.Due}, {r.CheckedDay, &p.Checked}} {
			var err error
			if *d.to, err = grid.ParseDate(d.text); err != nil {
				return nil, fmt.Errorf("payroll %d: %w", r.ID, err)
			}
		}
		out[i], at[r.ID], ids[i] = p, i, r.ID
	}
	var lines []payLineRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND payroll_id IN ?", scope.Tenant(), nonEmpty(ids)).Order("payroll_id, line").Find(&lines).Error; err != nil {
		return nil, err
	}
	for _, l := range lines {
		p := &out[at[l.PayrollID]]
		p.Lines = append(p.Lines, l.toDomain(p.Currency))
	}
	return out, nil
}

// PayLines are those of one person, the newest statement first.
func (s *Payrolls) PayLines(ctx context.Context, scope auth.Scope, person int64) ([]vendors.PayrollLine, error) {
	var rows []payLineRow
	err := s.db.ReadAs(ctx, scope).Model(&payLineRow{}).Joins("JOIN crowd_payrolls ON crowd_payrolls.id = crowd_payroll_lines.payroll_id").
		Joins("JOIN crowd_members ON crowd_members.id = crowd_payroll_lines.member_id").
		Select("crowd_payroll_lines.*, crowd_payrolls.name AS payroll_name, crowd_payrolls.currency AS currency").
		Where("crowd_payroll_lines.tenant_id = ? AND crowd_members.person_id = ?", scope.Tenant(), person).Order("crowd_payroll_lines.payroll_id DESC").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	out := make([]vendors.PayrollLine, len(rows))
	for i, r := range rows {
		out[i] = r.toDomain(money.Currency(r.Currency))
	}
	return out, nil
}
