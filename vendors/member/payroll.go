package member

import (
	"fmt"
	"maps"
	"slices"

	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Owed is what a member earned, and by when the partner has to pay it.
type Owed struct {
	Member string
	Amount money.Amount
	Due    grid.Date
}

// Payment is what a partner says that it paid, with its proof.
type Payment struct {
	Member string
	Amount money.Amount
	On     grid.Date
	Proof  string
}

// Statement is a member's pay as the owner sees it: 薪酬代付 is the partner's whole
// duty in a crowd, and members leave over it first.
type Statement struct {
	Member string
	Owed   money.Amount
	Paid   money.Amount
	Short  money.Amount // owed less paid; below zero: too much
	Late   int          // most days that a part of it came late, or is late by now
	Proved bool         // every payment has a proof
}

// Payroll sets what was paid until a day against what was owed by then, member by
// member, by name; payments settle the oldest debt first. The error is a
// [*RefusedError] or that of a sum.
func Payroll(owed []Owed, paid []Payment, by grid.Date) ([]Statement, error) {
	debts, payments := map[string][]Owed{}, map[string][]Payment{}
	for _, o := range owed {
		if o.Amount.Minor < 0 {
			return nil, Refuse("payroll", o.Member, Against(BelowNothing, o.Amount.String(), "an amount of 0 or more", o.Amount))
		}
		if !o.Due.After(by) {
			debts[o.Member] = append(debts[o.Member], o)
		}
	}
	for _, p := range paid {
		if p.Amount.Minor < 0 {
			return nil, Refuse("payroll", p.Member, Against(BelowNothing, p.Amount.String(), "an amount of 0 or more", p.Amount))
		}
		if !p.On.After(by) {
			payments[p.Member] = append(payments[p.Member], p)
		}
	}
	names := slices.Collect(maps.Keys(debts))
	for name := range payments {
		if _, known := debts[name]; !known {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []Statement
	for _, name := range names {
		s, err := statement(name, debts[name], payments[name], by)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func statement(name string, debts []Owed, payments []Payment, by grid.Date) (Statement, error) {
	s := Statement{Member: name, Proved: true}
	slices.SortStableFunc(debts, func(a, b Owed) int { return a.Due.Compare(b.Due) })
	slices.SortStableFunc(payments, func(a, b Payment) int { return a.On.Compare(b.On) })
	var err error
	for _, d := range debts {
		if s.Owed, err = s.Owed.Plus(d.Amount); err != nil {
			return s, fmt.Errorf("payroll of %s: %w", name, err)
		}
	}
	for _, p := range payments {
		s.Proved = s.Proved && p.Proof != ""
		if s.Paid, err = s.Paid.Plus(p.Amount); err != nil {
			return s, fmt.Errorf("payroll of %s: %w", name, err)
		}
	}
	if s.Short, err = s.Owed.Minus(s.Paid); err != nil {
		return s, fmt.Errorf("payroll of %s: %w", name, err)
	}
	s.Late = late(debts, payments, by)
	return s, nil
}

// late is the most days by which a debt was settled after its day.
func late(debts []Owed, payments []Payment, by grid.Date) int {
	most, next, have := 0, 0, int64(0)
	on := grid.Date{}
	for _, d := range debts {
		if d.Amount.Minor == 0 {
			continue
		}
		for have < d.Amount.Minor && next < len(payments) {
			have += payments[next].Amount.Minor
			on = payments[next].On
			next++
		}
		if have < d.Amount.Minor {
			return max(most, d.Due.DaysUntil(by)) // this one and later ones are still open
		}
		have -= d.Amount.Minor
		most = max(most, d.Due.DaysUntil(on))
	}
	return most
}
