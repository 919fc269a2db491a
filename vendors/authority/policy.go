package authority

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// Policy is what a mode and a level may at most do by a right. A zero amount is no
// money; a policy that is not there is no right.
type Policy struct {
	Mode     contract.Mode
	Level    int
	Right    string
	Contact  money.Amount // most a contact
	Customer money.Amount // most a customer in thirty days
	Day      money.Amount // most a day
	Month    money.Amount // most a month
	// Second is the amount from which a second person has to agree; nil never.
	Second *money.Amount
	// SecondAlways asks for a second person whatever the amount, for decisions and data.
	SecondAlways bool
}

// Rights of the default ladder.
const (
	Goodwill      = "goodwill"         // a gesture that nobody is owed
	Refund        = "entitled_refund"  // what the customer is owed
	Answer        = "answer"           // and raise tickets
	Reverse       = "reverse_standard" // a standard reversal
	CloseThree    = "close_class_3"    // complaints, from the least grave class
	CloseTwo      = "close_class_2"
	FinalDecision = "final_decision" // 一锤定音
	SeeMasked     = "see_masked"
	RevealLogged  = "reveal_logged"
	SeePartial    = "see_partial"
	SeeFull       = "see_full"
)

// Levels above those of agents.
const (
	TeamLead   = 4
	Supervisor = 5
)

// rung is a step of the default ladder: multiples of the median monthly bill.
type rung struct {
	mode             contract.Mode
	level            int
	goodwill, refund string
	rights           []string
}

// ladder is the default: levels 1 to 3 of the crowd, agents of the other modes,
// a vendor's team lead (level 4) and an owner's supervisor (level 5).
var ladder = []rung{
	{contract.Crowd, 1, "0", "0", []string{Answer, SeeMasked}},
	{contract.Crowd, 2, "0.25", "0.5", []string{Answer, Reverse, SeeMasked, RevealLogged}},
	{contract.SimpleCall, 1, "0.25", "0.5", []string{Answer, Reverse, SeeMasked, RevealLogged}},
	{contract.Crowd, 3, "1", "2", []string{Answer, Reverse, CloseThree, SeePartial}},
	{contract.OwnerControlled, 1, "1", "2", []string{Answer, Reverse, CloseThree, SeePartial}},
	{contract.SimpleCall, TeamLead, "2", "5", []string{Answer, Reverse, CloseThree, CloseTwo, SeePartial}},
	{contract.OwnerControlled, TeamLead, "2", "5", []string{Answer, Reverse, CloseThree, CloseTwo, SeePartial}},
	{contract.InHouse, 1, "1", "2", []string{Answer, Reverse, CloseThree, SeePartial}},
	{contract.InHouse, Supervisor, "5", "10", []string{Answer, Reverse, CloseThree, CloseTwo, FinalDecision, SeeFull}},
}

// Ladder is the default matrix for a median monthly bill: limits a contact are
// multiples of it; a customer gets at most twice as much in thirty days, a person
// spends at most ten times as much a day and a hundred times a month, and from half
// the limit on a second person agrees. An owner sets these otherwise at will. The
// error is a [*money.BeyondError].
func Ladder(bill money.Amount) ([]Policy, error) {
	var out []Policy
	for _, r := range ladder {
		for _, paid := range []struct{ right, multiple string }{{Goodwill, r.goodwill}, {Refund, r.refund}} {
			p, err := paying(bill, decimal.MustParse(paid.multiple))
			if err != nil {
				return nil, err
			}
			if p.Mode, p.Level, p.Right = r.mode, r.level, paid.right; p.Contact.Minor > 0 {
				out = append(out, p)
			}
		}
		for _, right := range r.rights {
			out = append(out, Policy{Mode: r.mode, Level: r.level, Right: right, SecondAlways: right == FinalDecision})
		}
	}
	return out, nil
}

func paying(bill money.Amount, multiple decimal.Decimal) (Policy, error) {
	var p Policy
	limit, err := bill.Times(multiple, money.Down)
	if err != nil {
		return p, err
	}
	for _, part := range []struct {
		of    *money.Amount
		times int64
	}{{&p.Contact, 1}, {&p.Customer, 2}, {&p.Day, 10}, {&p.Month, 100}} {
		if *part.of, err = limit.Times(decimal.MustNew(part.times, 0), money.Down); err != nil {
			return p, err
		}
	}
	half, err := limit.Times(decimal.MustNew(5, 1), money.Up)
	p.Second = &half
	return p, err
}
