package vendors

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/attribution"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ClosedPeriod is a month that was closed, with the statement as it stood then.
type ClosedPeriod struct {
	ID, ProgrammeID int64
	Month           Month
	On              grid.Date
	At              time.Time
	By              int64
	Hash            string // SHA-256 of the snapshot
	Snapshot        []byte
	Corrections     []invoice.Correction
}

// MoneyStore keeps what became of statements and invoices.
type MoneyStore interface {
	Transactor
	// Hold locks a programme until the transaction ends, so that what closes its
	// months, or settles their credits, goes on one after another.
	Hold(ctx context.Context, scope auth.Scope, programme int64) error
	Credits(ctx context.Context, scope auth.Scope, programme int64, m Month) ([]CreditCase, error)
	// PutCredit writes a credit that still has the version of c, or a new one.
	PutCredit(ctx context.Context, scope auth.Scope, programme int64, m Month, c CreditCase) error
	// Period returns a closed month; database.ErrNotFound while it is open.
	Period(ctx context.Context, scope auth.Scope, programme int64, m Month) (ClosedPeriod, error)
	// Periods lists closed months without their snapshots, the newest first.
	Periods(ctx context.Context, scope auth.Scope, programme int64) ([]ClosedPeriod, error)
	AddPeriod(ctx context.Context, scope auth.Scope, p ClosedPeriod) error
	AddCorrection(ctx context.Context, scope auth.Scope, p ClosedPeriod, c invoice.Correction, at time.Time) error

	AddInvoice(ctx context.Context, scope auth.Scope, v KeptInvoice) (KeptInvoice, error)
	Invoice(ctx context.Context, scope auth.Scope, id int64) (KeptInvoice, error)
	// Invoices lists a programme's without their lines, the newest first; month 0: all.
	Invoices(ctx context.Context, scope auth.Scope, programme int64, m Month) ([]KeptInvoice, error)
	// Numbered are the invoices of an employer under a number.
	Numbered(ctx context.Context, scope auth.Scope, employer int64, number string) ([]KeptInvoice, error)
	// PutCase writes a case that still has its version.
	PutCase(ctx context.Context, scope auth.Scope, v KeptInvoice, c FindingCase) error
	// PutResult replaces what an invoice came to, and its cases.
	PutResult(ctx context.Context, scope auth.Scope, v KeptInvoice) error
	AddEvents(ctx context.Context, scope auth.Scope, programme int64, events []invoice.Event) (int64, error)
	Events(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) ([]invoice.Event, error)
}

// NameBook tells who somebody is.
type NameBook interface {
	UserName(ctx context.Context, scope auth.Scope, id int64) (string, error)
}

// Statements is the verbs of what is owed.
type Statements struct {
	*Attributions
	money   MoneyStore
	books   Books
	names   NameBook
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewStatements connects money with what it rests on.
func NewStatements(a *Attributions, store MoneyStore, books Books, names NameBook, journal Journal) *Statements {
	return &Statements{Attributions: a, money: store, books: books, names: names, journal: journal, Now: time.Now}
}

// Statement computes what a month comes to, from the counts as they are now. A
// closed month is what its snapshot says: see [Statements.Period].
func (s *Statements) Statement(ctx context.Context, scope auth.Scope, programme int64, m Month) (Statement, error) {
	p, err := s.contracts.Get(ctx, scope, programme)
	if err != nil {
		return Statement{}, err
	}
	const course = 12 // months that the ladder and earn-back look back over
	cards, err := s.cards(ctx, scope, []Programme{p}, m-course, m)
	if err != nil {
		return Statement{}, err
	}
	card := cards[len(cards)-1]
	if card.Terms.Number == 0 {
		return Statement{}, &contract.UncoveredError{Contract: p.Code, On: m.Last()}
	}
	out := Statement{
		Programme: p, Month: m, Version: card.Terms.Number, Currency: card.Terms.Currency, DisputeDays: card.Terms.DisputeDays, ByShare: card.Terms.AtRisk.ByShare, Vendor: decimal.One,
	}
	if err := s.charge(ctx, scope, &out, card); err != nil {
		return Statement{}, err
	}
	if err := s.propose(ctx, scope, &out, card); err != nil {
		return Statement{}, err
	}
	out.look(cards)
	if err := s.earn(ctx, scope, &out, card.Terms); err != nil {
		return Statement{}, err
	}
	return out, s.settle(ctx, scope, &out)
}

// charge adds the charges of every version that held in the month, each for its days.
func (s *Statements) charge(ctx context.Context, scope auth.Scope, out *Statement, card Scorecard) error {
	history, err := s.History(ctx, scope, out.Programme.ID)
	if err != nil {
		return err
	}
	queues, err := s.queues(ctx, scope, out.Programme)
	if err != nil {
		return err
	}
	days, err := s.days(ctx, scope, out.Programme.ID, out.Month.First(), out.Month.Last())
	if err != nil {
		return err
	}
	var score *decimal.Decimal
	if percent, known := card.Percent(); known {
		if d, err := decimal.NewFromFloat64(percent); err == nil {
			d = d.Round(4)
			score = &d
		}
	}
	out.Charge, out.Owed = money.Amount{Currency: out.Currency}, map[invoice.Kind]money.Amount{}
	for _, terms := range history {
		of := map[Month]Tally{}
		for day, t := range days {
			if !day.Before(terms.From) && (terms.To.IsZero() || !day.After(terms.To)) {
				of[Month(dayIndex(day))] = t
			}
		}
		if len(of) == 0 {
			continue
		}
		steps, owed, total, err := reckon{terms, out.Month, merged(of), queues, score}.charges()
		if err != nil {
			return err
		}
		out.Charges = append(out.Charges, steps...)
		for kind, amount := range owed {
			if out.Owed[kind], err = out.Owed[kind].Plus(amount); err != nil {
				return err
			}
		}
		if out.Charge, err = out.Charge.Plus(total); err != nil {
			return err
		}
	}
	return nil
}

// dayIndex numbers a day, so that tallies of days merge as those of months do.
func dayIndex(d grid.Date) int { return grid.MustDate("1970-01-01").DaysUntil(d) }

// queues are the ids of a programme's queues by code.
func (s *Statements) queues(ctx context.Context, scope auth.Scope, p Programme) (map[string]int64, error) {
	out := map[string]int64{}
	for _, q := range p.Queues {
		queue, err := s.books.Queues.Get(ctx, unnarrowed(scope), q.QueueID)
		if err != nil {
			return nil, err
		}
		out[queue.Code] = queue.ID
	}
	return out, nil
}

// propose computes the credits of what was missed.
func (s *Statements) propose(ctx context.Context, scope auth.Scope, out *Statement, card Scorecard) error {
	if out.ByShare {
		divided, err := s.Misses(ctx, scope, out.Programme.ID, out.Month)
		if err != nil {
			return err
		}
		if divided.Total.Contacts > 0 {
			out.Vendor = attribution.Split.Charged(divided.Split)
		}
	}
	var misses []contract.Miss
	for _, line := range card.Lines {
		out.Judgements = append(out.Judgements, line.Judgement)
		if line.Judgement.Verdict != contract.Missed || line.Level.Allocation.IsZero() {
			continue
		}
		miss := contract.Miss{Judgement: line.Judgement, Vendor: decimal.One}
		if line.Group == "solve_fast" { // what attribution speaks of is speed
			miss.Vendor = out.Vendor
		}
		misses = append(misses, miss)
	}
	var err error
	if out.Proposal, err = card.Terms.Propose(out.Charge, misses); err != nil || card.Terms.AtRisk.Year == nil {
		return err
	}
	given, err := s.given(ctx, scope, *out)
	if err != nil {
		return err
	}
	out.Proposal, err = card.Terms.InYear(out.Proposal, given)
	return err
}

// look reads the ladder of consequences and what was earned back from the course of
// the months.
func (out *Statement) look(cards []Scorecard) {
	newest := cards[len(cards)-1]
	out.Reached = map[string][]contract.Chronic{}
	for i, level := range newest.Terms.Levels {
		course := make([]contract.Month, len(cards))
		for k, card := range cards {
			course[k] = contract.Month{Verdict: contract.Unproved}
			for _, line := range card.Lines {
				if line.Metric == level.Metric && card.Counted {
					course[k] = contract.Month{Verdict: line.Judgement.Verdict, Value: line.Judgement.Value}
				}
			}
		}
		if reached := newest.Terms.Reached(course); len(reached) > 0 {
			out.Reached[newest.Terms.Levels[i].Metric] = reached
		}
		for k := range course {
			if level.EarnBack != nil && course[k].Verdict == contract.Missed && k < len(course)-1 {
				earned := level.EarnedBack(course, k)
				out.Earnings = append(out.Earnings, EarnedCredit{Metric: level.Metric, Month: cards[k].Month, Earning: earned, Due: cards[k].Month + Month(level.EarnBack.Good)})
			}
		}
	}
}

// settle joins the proposal with what people made of it.
func (s *Statements) settle(ctx context.Context, scope auth.Scope, out *Statement) error {
	kept, err := s.money.Credits(ctx, scope, out.Programme.ID, out.Month)
	if err != nil {
		return err
	}
	out.Credited = money.Amount{Currency: out.Currency}
	room := out.Proposal.Total.Minor // within the cap, in the order of the levels
	left := room                     // of it for what people settled on, where another month has used the year since
	for _, c := range out.Proposal.Credits {
		one := CreditCase{Metric: c.Metric, State: CreditProposed}
		if i := slices.IndexFunc(kept, func(k CreditCase) bool { return k.Metric == c.Metric }); i >= 0 {
			one = kept[i]
		}
		one.Proposed = money.Amount{Minor: min(c.Amount.Minor, room), Currency: out.Currency}
		room -= one.Proposed.Minor
		if one.Settled != nil {
			one.Settled = &money.Amount{Minor: min(one.Settled.Minor, left), Currency: out.Currency}
		}
		left -= one.Amount().Minor
		out.Credits = append(out.Credits, one)
		if out.Credited, err = out.Credited.Plus(one.Amount()); err != nil {
			return err
		}
	}
	less, err := out.Credited.Minus(out.Earned)
	if err != nil {
		return err
	}
	if less.Minor != 0 {
		out.Owed[invoice.Credit] = less.Negated()
	}
	out.Due, err = out.Charge.Minus(less)
	return err
}

// CreditOrder moves a credit on.
type CreditOrder struct {
	ProgrammeID int64
	Month       Month
	Metric      string
	To          CreditState
	Why         string
	Settled     *int64 // minor units; nil: as proposed
}

// MoveCredit takes a credit to another state: the vendor agrees or disputes, the
// owner answers a dispute by agreeing on an amount. More than the cap is refused.
func (s *Statements) MoveCredit(ctx context.Context, scope auth.Scope, o CreditOrder) (Statement, error) {
	by, err := s.names.UserName(ctx, scope, scope.Actor())
	if err != nil {
		return Statement{}, err
	}
	if _, err := s.contracts.Get(ctx, scope, o.ProgrammeID); err != nil {
		return Statement{}, err
	}
	err = s.money.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.money.Hold(ctx, scope, o.ProgrammeID); err != nil {
			return err
		}
		return s.moveCredit(ctx, scope, o, by)
	})
	if err != nil {
		return Statement{}, err
	}
	return s.Statement(ctx, scope, o.ProgrammeID, o.Month)
}

func (s *Statements) moveCredit(ctx context.Context, scope auth.Scope, o CreditOrder, by string) error {
	if err := s.stillOpen(ctx, scope, o.ProgrammeID, o.Month, "a credit that moves"); err != nil {
		return err
	}
	now, err := s.Statement(ctx, scope, o.ProgrammeID, o.Month)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(now.Credits, func(c CreditCase) bool { return c.Metric == o.Metric })
	if i < 0 {
		return &CreditStateError{o.Metric, CreditProposed, o.To, "no such credit in " + o.Month.String(), "a level that was missed", problem.Ruling("no_such_credit", o.Metric, o.Month)}
	}
	moved, err := now.moved(i, o, CreditMove{On: grid.DateOf(s.Now()), By: by, Why: o.Why}, scope.Employer() != 0)
	if err != nil {
		return err
	}
	if err := s.money.PutCredit(ctx, scope, o.ProgrammeID, o.Month, moved); err != nil {
		return err
	}
	if moved.Amount() != now.Credits[i].Amount() { // what invoices should deduct is another amount
		if err := s.renewMonth(ctx, scope, o.ProgrammeID, o.Month, by); err != nil {
			return err
		}
	}
	return s.journal.Record(ctx, scope, "credit."+string(o.To), fmt.Sprintf("programme/%d/%v/credit/%s", o.ProgrammeID, o.Month, o.Metric), map[string]any{"minor": moved.Amount().Minor, "why": o.Why})
}

// moved is a credit after a step, or why it cannot take it.
func (out Statement) moved(i int, o CreditOrder, m CreditMove, vendor bool) (CreditCase, error) {
	c := out.Credits[i]
	refuse := func(found, expected string, rule problem.Rule) (CreditCase, error) {
		return c, &CreditStateError{c.Metric, c.State, o.To, found, expected, rule}
	}
	switch {
	case o.To != CreditAgreed && o.To != CreditDisputed:
		return refuse("a step that people do not take", "agreed or disputed; a close applies what is agreed", problem.Ruling("credit_answer"))
	case c.State == CreditAgreed || c.State == CreditApplied:
		return refuse("a credit that is settled", "one that is proposed or disputed", problem.Ruling("credit_settled", c.Metric, "credit_"+string(c.State)))
	case o.To == CreditDisputed && c.State == CreditDisputed:
		return refuse("a dispute under way", "an answer to it", problem.Ruling("dispute_open", c.Metric))
	case o.To == CreditDisputed && o.Why == "":
		return refuse("no reason", "the reason, for the other side to answer", problem.Ruling("reason_missing"))
	case vendor && o.Settled != nil:
		return refuse("an amount from the vendor", "agreed as proposed, or disputed with a reason; the owner settles amounts", problem.Ruling("owner_settles"))
	}
	m.From, m.To = c.State, o.To
	c.State, c.Deadline = o.To, grid.Date{}
	if o.To == CreditDisputed {
		c.Deadline = invoice.After(m.On, out.DisputeDays, weekday)
	}
	if o.Settled != nil {
		settled := money.Amount{Minor: *o.Settled, Currency: out.Currency}
		if settled.Minor < 0 {
			return refuse(settled.String(), "an amount of 0 or more", problem.Ruling("credit_below_nothing", settled))
		}
		total, err := out.Credited.Minus(c.Amount())
		if err == nil {
			total, err = total.Plus(settled)
		}
		if err == nil {
			err = out.Proposal.Agree(total)
		}
		if err != nil {
			return c, err
		}
		c.Settled, m.Settled = &settled, &settled
	}
	c.Course = append(slices.Clone(c.Course), m)
	return c, nil
}

// weekday reports whether a day is a working day, Monday to Friday.
func weekday(d grid.Date) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// stillOpen refuses to change a closed month.
func (s *Statements) stillOpen(ctx context.Context, scope auth.Scope, programme int64, m Month, found string) error {
	if _, err := s.contracts.Get(ctx, scope, programme); err != nil {
		return err
	}
	closed, err := s.money.Period(ctx, scope, programme, m)
	if errors.Is(err, errNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return &invoice.ClosedError{Period: closed.period(), Found: found}
}

// period is a closed month as the pure core knows it.
func (c ClosedPeriod) period() invoice.Period {
	return invoice.Period{From: c.Month.First(), To: c.Month.Last(), Closed: c.On, Corrections: c.Corrections}
}
