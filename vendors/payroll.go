package vendors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Payroll is a partner's pay statement set against what its members are owed by the
// hours that they booked and worked (薪酬代付).
type Payroll struct {
	ID, ProgrammeID int64
	Name            string
	From, To        grid.Date // hours of these days
	Due             grid.Date // by when they were to be paid
	Checked         grid.Date // until when payments were looked at
	Currency        money.Currency
	Hash            string
	CreatedAt       time.Time
	CreatedBy       int64
	Lines           []PayrollLine
}

// PayCause is what differs between what a member is owed and was paid.
type PayCause string

// The causes, in the order of lists.
const (
	PayUnknown PayCause = "unknown_person" // paid to somebody who is no member
	PayMissing PayCause = "not_paid"
	PayShort   PayCause = "short"
	PayOver    PayCause = "too_much"
	PayLate    PayCause = "late"
	PayProof   PayCause = "no_proof"
	PayTwice   PayCause = "paid_twice" // two payments with one proof
	PayHours   PayCause = "hours"      // the partner counts other minutes than were worked
)

// PayrollLine is a member's pay.
type PayrollLine struct {
	Code, Name  string
	MemberID    int64 // 0: nobody whom the programme knows
	Minutes     int64 // worked
	Owed, Paid  money.Amount
	Late        int // days
	Proved      bool
	Causes      []PayCause
	PayrollID   int64
	PayrollName string
	Line        int   // within the statement
	Stated      int64 // minutes that the partner counts; -1: it does not say
	Settlement  Settlement
	Note        string
	SettledAt   time.Time
	SettledBy   int64
}

// Settlement is how a difference came to its end.
type Settlement string

// The settlements.
const (
	PaidSince Settlement = "paid_since" // the partner has paid what was short
	Recovered Settlement = "recovered"  // the partner took back what was too much
	Explained Settlement = "explained"  // there is no difference after all
	LetStand  Settlement = "let_stand"  // the owner asks no more
)

// Settlements are all of them.
var Settlements = []Settlement{PaidSince, Recovered, Explained, LetStand}

// Open reports whether a difference waits to be settled.
func (l PayrollLine) Open() bool { return len(l.Causes) > 0 && l.Settlement == "" }

// PayrollStore keeps pay statements.
type PayrollStore interface {
	Transactor
	AddPayroll(ctx context.Context, scope auth.Scope, p Payroll) (Payroll, error)
	// Payrolls lists the newest first, with their lines.
	Payrolls(ctx context.Context, scope auth.Scope, programme int64) ([]Payroll, error)
	// PayLines are those of one person, the newest statement first.
	PayLines(ctx context.Context, scope auth.Scope, person int64) ([]PayrollLine, error)
	Payroll(ctx context.Context, scope auth.Scope, id int64) (Payroll, error)
	// SettleLine writes the settlement of a line that has none.
	SettleLine(ctx context.Context, scope auth.Scope, l PayrollLine) error
}

// Payrolls checks what partners paid.
type Payrolls struct {
	store    PayrollStore
	members  *Members
	releases *Releases
	journal  Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewPayrolls connects the check with what it needs of others.
func NewPayrolls(store PayrollStore, members *Members, releases *Releases, journal Journal) *Payrolls {
	return &Payrolls{store: store, members: members, releases: releases, journal: journal, Now: time.Now}
}

// List lists the pay statements of a programme (0: of all), the newest first.
func (s *Payrolls) List(ctx context.Context, scope auth.Scope, programme int64) ([]Payroll, error) {
	return s.store.Payrolls(ctx, scope, programme)
}

// Settle ends a difference of a statement, with how and a note.
func (s *Payrolls) Settle(ctx context.Context, scope auth.Scope, id int64, line int, how Settlement, note string) (Payroll, error) {
	p, err := s.store.Payroll(ctx, scope, id)
	if err != nil {
		return p, err
	}
	at := slices.IndexFunc(p.Lines, func(l PayrollLine) bool { return l.Line == line })
	if at < 0 {
		return p, database.ErrNotFound
	}
	of := p.Lines[at]
	var l problem.List
	l.Need(slices.Contains(Settlements, how), "settlement", how, "paid_since, recovered, explained or let_stand", problem.Wanting(problem.Choice))
	l.Need(isText(note, 3, longestText), "note", quoted(note), "what it rests on, 3 characters or more", problem.Wanting(problem.Characters, 3, longestText))
	if err := refused("settlement", l); err != nil {
		return p, err
	}
	if !of.Open() {
		return p, member.Refuse("payroll", "line", member.Against(member.NothingOpen, "nothing to settle", "a line with a difference that is open"))
	}
	of.Settlement, of.Note, of.SettledAt, of.SettledBy = how, note, s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.SettleLine(ctx, scope, of); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "payroll.settle", programmeSubject(p.ProgrammeID), map[string]any{"payroll": id, "line": line, "how": string(how)})
	})
	if err != nil {
		return p, err
	}
	return s.store.Payroll(ctx, scope, id)
}

// Own are the pay lines of the person who asks.
func (s *Payrolls) Own(ctx context.Context, scope auth.Scope) ([]PayrollLine, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	return s.store.PayLines(ctx, everything(scope), scope.Person())
}

// payColumns are headings by which columns are known, in lower case.
var payColumns = map[string][]string{
	"code":   {"code", "member", "member_code", "personnel_no", "工号", "会员编号", "编号"},
	"name":   {"name", "姓名"},
	"amount": {"amount", "paid", "pay", "net", "实发", "金额", "薪酬"},
	"paidOn": {"paid_on", "date", "day", "发放日期", "日期"},
	"proof":  {"proof", "reference", "voucher", "凭证", "流水号"},
	"hours":  {"hours", "worked_hours", "工时", "小时"},
}

// Check reads a partner's statement and sets it against the hours of its members.
// rows begin with the heading. With dry nothing is kept. A row that cannot be read
// refuses the file, with every fault named.
func (s *Payrolls) Check(ctx context.Context, scope auth.Scope, p Payroll, rows [][]string, dry bool) (Payroll, error) {
	programme, err := s.members.books.Programmes.Get(ctx, scope, p.ProgrammeID)
	if err != nil {
		return p, err
	}
	terms, err := s.members.Terms(ctx, scope, p.ProgrammeID)
	if err != nil {
		return p, err
	}
	var l problem.List
	l.Need(isText(p.Name, 1, 200), "name", quoted(p.Name), "1 to 200 characters", problem.Wanting(problem.Characters, 1, 200))
	l.Need(!p.From.IsZero(), "from", "nothing", "the first day of the period", problem.Wanting(problem.Needed))
	l.Need(!p.To.Before(p.From), "to", p.To, "the first day or later", problem.Wanting(problem.EndNotBefore))
	site, err := s.members.books.Programmes.books.Sites.Get(ctx, everything(scope), programme.SiteID)
	if err != nil {
		return p, err
	}
	today := site.Today(s.Now())
	l.Need(p.To.Before(today), "to", p.To, "a day that is over", problem.Wanting(problem.DayBefore, today))
	if err := refused("payroll", l); err != nil {
		return p, err
	}
	p.Currency, p.Due, p.Checked = terms.Hour.Currency, p.To.AddDays(terms.DueDays), today
	paid, told, err := payments(rows, p.Currency)
	if err != nil {
		return p, err
	}
	p.Hash = hashOf(rows)
	if p.Lines, err = s.lines(ctx, scope, p, site.Location(), terms, paid, told); err != nil || dry {
		return p, err
	}
	p.CreatedAt, p.CreatedBy = s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if p, err = s.store.AddPayroll(ctx, scope, p); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "payroll.check", programmeSubject(programme.ID), map[string]any{"name": p.Name, "lines": len(p.Lines)})
	})
	return p, err
}

func hashOf(rows [][]string) string {
	sum := sha256.New()
	for _, row := range rows {
		_, _ = fmt.Fprintf(sum, "%q\n", row)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// payments reads the rows; the error names every fault with its line.
func payments(rows [][]string, currency money.Currency) ([]member.Payment, map[string]payee, error) {
	var l problem.List
	at := map[string]int{}
	for column, known := range payColumns {
		at[column] = slices.IndexFunc(rows[0], func(h string) bool { return slices.Contains(known, strings.ToLower(strings.TrimSpace(h))) })
	}
	for _, column := range []string{"code", "amount", "paidOn"} {
		l.Need(at[column] >= 0, "file:1:"+column, strings.Join(rows[0], ", "), "a column named one of "+strings.Join(payColumns[column], ", "), problem.Wanting(problem.Column, strings.Join(payColumns[column], ", ")))
	}
	if err := refused("payroll", l); err != nil {
		return nil, nil, err
	}
	cell := func(row []string, column string) string {
		if i := at[column]; i >= 0 && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	var out []member.Payment
	people := map[string]payee{}
	for i, row := range rows[1:] {
		code := cell(row, "code")
		if strings.Join(row, "") == "" {
			continue
		}
		place := fmt.Sprintf("file:%d:", i+2)
		amount, err := parseAmount(cell(row, "amount"), currency)
		l.Need(err == nil, place+"amount", quoted(cell(row, "amount")), "an amount of 0 or more in "+string(currency), problem.Wanting(problem.AmountIn, currency))
		on, err := grid.ParseDate(strings.ReplaceAll(cell(row, "paidOn"), "/", "-"))
		l.Need(err == nil, place+"paidOn", quoted(cell(row, "paidOn")), "a day as 2026-03-31", problem.Wanting(problem.DayText))
		l.Need(code != "", place+"code", "nothing", "the member's personnel number", problem.Wanting(problem.Needed))
		out = append(out, member.Payment{Member: code, Amount: amount, On: on, Proof: cell(row, "proof")})
		of, known := people[code]
		if of.name = cell(row, "name"); !known {
			of.minutes = -1
		}
		if text := cell(row, "hours"); text != "" {
			hours, err := strconv.ParseFloat(text, 64)
			l.Need(err == nil && hours >= 0 && hours <= 10_000, place+"hours", quoted(text), "hours of 0 or more", problem.Wanting(problem.AtLeast, 0))
			of.minutes = max(0, of.minutes) + int64(math.Round(60*hours))
		}
		people[code] = of
	}
	return out, people, refused("payroll", l)
}

// payee is what a statement says of a person besides payments.
type payee struct {
	name    string
	minutes int64 // worked, as the partner counts; -1: it does not say
}

// parseAmount reads 1,234.50 as minor units; what has more decimals is refused.
func parseAmount(text string, currency money.Currency) (money.Amount, error) {
	d, err := decimal.Parse(strings.NewReplacer(",", "", "¥", "", "￥", "", " ", "").Replace(text))
	if err != nil {
		return money.Amount{}, err
	}
	whole, fraction, ok := d.Int64(currency.Digits())
	if !ok || d.IsNeg() || d.Trunc(currency.Digits()).Cmp(d) != 0 {
		return money.Amount{}, fmt.Errorf("amount %q", text)
	}
	unit := int64(1)
	for range currency.Digits() {
		unit *= 10
	}
	if whole > (1<<62)/unit {
		return money.Amount{}, fmt.Errorf("amount %q", text)
	}
	return money.Amount{Minor: whole*unit + fraction, Currency: currency}, nil
}

// lines is everybody who is owed or was paid.
func (s *Payrolls) lines(ctx context.Context, scope auth.Scope, p Payroll, loc *time.Location, terms CrowdTerms, paid []member.Payment, people map[string]payee) ([]PayrollLine, error) {
	list, err := s.members.store.Members(ctx, scope, MemberQuery{ProgrammeID: p.ProgrammeID})
	if err != nil {
		return nil, err
	}
	booked, err := s.releases.store.Bookings(ctx, scope, BookingQuery{ProgrammeID: p.ProgrammeID, From: p.From.Start(loc), To: p.To.AddDays(1).Start(loc)})
	if err != nil {
		return nil, err
	}
	minutes, byCode := map[int64]int64{}, map[string]CrowdMember{}
	for _, b := range booked {
		minutes[b.MemberID] += int64(b.Worked)
	}
	var owed []member.Owed
	for _, m := range list {
		byCode[m.Code] = m
		if minutes[m.ID] == 0 {
			continue
		}
		amount, err := terms.Hour.Times(decimal.MustNew(minutes[m.ID], 0), money.Down)
		if err != nil {
			return nil, err
		}
		amount.Minor = (amount.Minor + 30) / 60 // the hour's pay by the minute, to the nearest unit
		owed = append(owed, member.Owed{Member: m.Code, Amount: amount, Due: p.Due})
	}
	by := p.Checked
	if by.Before(p.Due) {
		by = p.Due // what is not due yet is owed all the same
	}
	statements, err := member.Payroll(owed, paid, by)
	if err != nil {
		return nil, err
	}
	var out []PayrollLine
	for _, st := range statements {
		m := byCode[st.Member]
		line := PayrollLine{Code: st.Member, Name: m.Name, MemberID: m.ID, Minutes: minutes[m.ID], Owed: st.Owed, Paid: st.Paid, Late: max(0, st.Late), Proved: st.Proved, Stated: -1, Line: len(out) + 1}
		if of, known := people[st.Member]; known {
			line.Stated = of.minutes
			if line.Name == "" {
				line.Name = of.name
			}
		}
		line.Causes = causes(line, st, paid)
		out = append(out, line)
	}
	return out, nil
}

// causes names what differs.
func causes(line PayrollLine, st member.Statement, paid []member.Payment) []PayCause {
	proofs := map[string]int{}
	for _, p := range paid {
		if p.Member == line.Code && p.Proof != "" {
			proofs[p.Proof]++
		}
	}
	twice := false
	for _, n := range proofs {
		twice = twice || n > 1
	}
	var out []PayCause
	for _, c := range []struct {
		holds bool
		cause PayCause
	}{
		{line.MemberID == 0, PayUnknown},
		{line.MemberID != 0 && st.Owed.Minor > 0 && st.Paid.Minor == 0, PayMissing},
		{st.Paid.Minor > 0 && st.Short.Minor > 0, PayShort},
		{line.MemberID != 0 && st.Short.Minor < 0, PayOver},
		{line.Late > 0, PayLate},
		{!st.Proved && st.Paid.Minor > 0, PayProof},
		{twice, PayTwice},
		{line.MemberID != 0 && line.Stated >= 0 && line.Stated != line.Minutes, PayHours},
	} {
		if c.holds {
			out = append(out, c.cause)
		}
	}
	return out
}
