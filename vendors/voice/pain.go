package voice

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Pain is something that customers come with and that is not solved for good
// (001-12).
type Pain struct {
	Code     string
	Owner    string // department
	Opened   time.Time
	Solved   time.Time // zero: not
	Contacts int64     // that came because of it, so far
	Asked    time.Time // when the owner was last asked; zero: never
	Replied  time.Time // when it answered that; zero: not yet
	Promised time.Duration
}

// Age is a pain on the board.
type Age struct {
	Pain
	Days    float64       // open, or until it was solved
	Overdue time.Duration // by which a reply is late, or came late; 0 in time
	Waiting bool          // for the owner's reply
}

// Board is the pains of owners, the worst first.
type Board struct {
	Open      []Age
	ByOwner   []Owner
	Median    float64 // days, of the open ones
	Ninetieth float64
}

// Owner is a department's account (003-21): service may hold it to its clocks.
type Owner struct {
	Name     string
	Open     int
	Oldest   float64 // days
	Due      int64   // replies whose time has passed or that came
	InTime   int64   // of them, in time: counts of the metric reply_in_time
	Contacts int64   // of its open pains
}

// PainError refuses a pain that cannot be.
type PainError struct{ Code, Found, Expected string }

func (e *PainError) Error() string {
	return fmt.Sprintf("pain %s: found %s; expected %s", e.Code, e.Found, e.Expected)
}

func (p Pain) check(now time.Time) error {
	switch {
	case p.Owner == "":
		return &PainError{p.Code, "nobody", "a department that owns it"}
	case p.Opened.IsZero() || p.Opened.After(now):
		return &PainError{p.Code, "opened " + p.Opened.Format(time.RFC3339), "a time that has passed"}
	case !p.Solved.IsZero() && p.Solved.Before(p.Opened):
		return &PainError{p.Code, "solved " + p.Solved.Format(time.RFC3339), "a time after it was opened"}
	case !p.Replied.IsZero() && (p.Asked.IsZero() || p.Replied.Before(p.Asked)):
		return &PainError{p.Code, "a reply before the question", "a reply after it"}
	}
	return nil
}

// Ages builds the board at a time. elapsed is how much of a clock runs between two
// times: all of it, or office hours, as the departments agreed. The error is a
// [*PainError].
func Ages(pains []Pain, now time.Time, elapsed func(from, to time.Time) time.Duration) (Board, error) {
	var b Board
	owners := map[string]*Owner{}
	for _, p := range pains {
		if err := p.check(now); err != nil {
			return Board{}, err
		}
		a := age(p, now, elapsed)
		o := owners[p.Owner]
		if o == nil {
			o = &Owner{Name: p.Owner}
			owners[p.Owner] = o
		}
		o.count(a)
		if p.Solved.IsZero() {
			b.Open = append(b.Open, a)
		}
	}
	slices.SortStableFunc(b.Open, func(x, y Age) int {
		return cmp.Or(cmp.Compare(y.Overdue, x.Overdue), cmp.Compare(y.Days, x.Days), cmp.Compare(x.Code, y.Code))
	})
	for _, o := range owners {
		b.ByOwner = append(b.ByOwner, *o)
	}
	slices.SortFunc(b.ByOwner, func(x, y Owner) int {
		return cmp.Or(cmp.Compare(y.Open, x.Open), cmp.Compare(y.Oldest, x.Oldest), cmp.Compare(x.Name, y.Name))
	})
	b.percentiles()
	return b, nil
}

func age(p Pain, now time.Time, elapsed func(from, to time.Time) time.Duration) Age {
	end := now
	if !p.Solved.IsZero() && p.Solved.Before(now) {
		end = p.Solved
	}
	a := Age{Pain: p, Days: end.Sub(p.Opened).Hours() / 24}
	if p.Asked.IsZero() {
		return a
	}
	a.Waiting = p.Replied.IsZero() && p.Solved.IsZero()
	until := now
	switch {
	case !p.Replied.IsZero():
		until = p.Replied
	case !p.Solved.IsZero():
		until = p.Solved // what is solved needs no answer any more
	}
	a.Overdue = max(0, elapsed(p.Asked, until)-p.Promised)
	return a
}

// count adds a pain to its owner's account.
func (o *Owner) count(a Age) {
	if a.Solved.IsZero() {
		o.Open++
		o.Contacts += a.Contacts
		o.Oldest = max(o.Oldest, a.Days)
	}
	if !a.Asked.IsZero() && (!a.Waiting || a.Overdue > 0) {
		o.Due++
		if a.Overdue == 0 {
			o.InTime++
		}
	}
}

// percentiles are of the days of what is open, by nearest rank.
func (b *Board) percentiles() {
	if len(b.Open) == 0 {
		return
	}
	days := make([]float64, len(b.Open))
	for i, a := range b.Open {
		days[i] = a.Days
	}
	slices.Sort(days)
	rank := func(percent int) float64 { return days[(len(days)*percent+99)/100-1] }
	b.Median, b.Ninetieth = rank(50), rank(90)
}
