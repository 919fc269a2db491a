package invoice

import (
	"fmt"

	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/money"
)

// kinds of line besides work, in the order of findings for what is missing.
var besides = []Kind{Floor, Anchored, Bonus, Credit}

// reasonOf is why a line besides work is wrong.
func reasonOf(k Kind) Reason {
	switch k {
	case Credit:
		return CreditMissing
	case Tax:
		return TaxWrong
	}
	return CommitmentWrong
}

// owed finds lines of what the contract asks for besides work. One line of each
// kind stands for it; a second is a duplicate.
func (r *reconciliation) owed() func(Line) (Finding, error) {
	first := map[Kind]int{}
	return func(l Line) (Finding, error) {
		if at, seen := first[l.Kind]; seen {
			f := r.blank(l, Duplicate)
			f.Evidence = []string{fmt.Sprintf("line %d", at)}
			return f, nil
		}
		first[l.Kind] = l.Number
		f := r.blank(l, reasonOf(l.Kind))
		if amount, expected := r.Owed[l.Kind]; expected {
			f.Expected = amount
		}
		return f, nil
	}
}

// absent adds a finding for everything owed that has no line.
func (r *reconciliation) absent(v Invoice, out *Result) error {
	there := map[Kind]bool{}
	for _, l := range v.Lines {
		there[l.Kind] = true
	}
	for _, kind := range besides {
		amount, expected := r.Owed[kind]
		if !expected || there[kind] || amount.Minor == 0 {
			continue
		}
		f := r.blank(Line{Kind: kind, Amount: money.Amount{Currency: r.currency}}, reasonOf(kind))
		f.Expected = amount
		if err := r.settle(&f, out); err != nil {
			return fmt.Errorf("missing %s: %w", kind, err)
		}
		out.Findings = append(out.Findings, f)
	}
	return nil
}

// tax expects the share of everything else that was expected, on the first line of
// tax.
func (r *reconciliation) tax(v Invoice, out *Result) error {
	expected := money.Amount{Currency: r.currency}
	if r.Tax != nil {
		var err error
		if expected, err = out.Expected.Times(*r.Tax, money.HalfUp); err != nil {
			return err
		}
	}
	seen := false
	for i, l := range v.Lines {
		if l.Kind != Tax {
			continue
		}
		f := r.blank(l, Duplicate)
		if !seen {
			f.Expected, f.Reasons = expected, []Reason{TaxWrong}
		}
		seen = true
		if err := r.settle(&f, out); err != nil {
			return fmt.Errorf("line %d: %w", l.Number, err)
		}
		out.Findings[i] = f
	}
	if !seen && expected.Minor != 0 {
		f := r.blank(Line{Kind: Tax, Amount: money.Amount{Currency: r.currency}}, TaxWrong)
		f.Expected = expected
		if err := r.settle(&f, out); err != nil {
			return err
		}
		out.Findings = append(out.Findings, f)
	}
	return nil
}

// Derivation opens a finding: what was expected, from which events, at which price.
func (f Finding) Derivation() derive.Step {
	steps := []derive.Step{derive.Amount("billed", string(f.Line.Kind), f.Line.Amount, "")}
	expected := derive.Amount("expected", string(f.Line.Kind), f.Expected, "")
	if f.Line.Kind == Usage {
		expected = derive.Amount("expected", f.Line.Rate, f.Expected, "quantity × price",
			derive.Number("quantity", f.Line.Rate, f.Quantity, ""), derive.Number("price", f.Line.Rate, f.Price, ""),
			derive.Text("version", f.Line.Rate, fmt.Sprint(f.Version)), derive.Text("events", f.Line.Rate, fmt.Sprint(f.Events)))
		for _, reason := range Reasons {
			if n := f.Left[reason]; n > 0 {
				expected.From = append(expected.From, derive.Text("left_out", string(reason), fmt.Sprint(n)))
			}
		}
	}
	steps = append(steps, expected)
	for _, place := range f.Evidence {
		steps = append(steps, derive.Text("evidence", "", place))
	}
	return derive.Amount("variance", fmt.Sprint(f.Line.Number), f.Variance, "billed − expected", steps...)
}
