package impact

import (
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Facts are how things stand in a centre.
type Facts struct {
	Today     grid.Date
	Held      map[Activity]Holding
	Warning   Warning
	Contests  Clock
	Appeals   Clock
	LastAudit grid.Date // on which somebody last compared groups; zero: never
}

// Warning is how early warning stands.
type Warning struct {
	On     bool
	Reason string
	Since  time.Time // zero: it never was switched
	Learnt bool
	Shown  bool // what was learnt passed every gate
}

// Clock is what waits for an answer.
type Clock struct{ Open, Late int }

// Standing is whether a measure holds.
type Standing string

// The standings.
const (
	BuiltIn Standing = "built_in" // the program lets nothing else happen
	Holds   Standing = "holds"
	Fails   Standing = "fails"
	Unused  Standing = "unused" // nothing it could stand against is done now
)

// Measure stands against risks.
type Measure string

// The measures.
const (
	OffByDefault     Measure = "off_by_default"
	Gates            Measure = "gates"
	Wall             Measure = "wall"
	ApartGroups      Measure = "apart_groups"
	SmallGroups      Measure = "small_groups"
	WrittenReasons   Measure = "written_reasons"
	BlindScores      Measure = "blind_scores"
	AppealsAnswered  Measure = "appeals"
	ContestsAnswered Measure = "contests"
	GroupsCompared   Measure = "groups_compared"
	SecretBallot     Measure = "secret_ballot"
	LooksRecorded    Measure = "looks_recorded"
	OwnData          Measure = "own_data"
	ScoresGo         Measure = "scores_go"
	DecisionsGo      Measure = "decisions_go"
	NoNames          Measure = "no_names"
	ByRole           Measure = "by_role"
)

// Taken is a measure as it stands, with the figure that says so where it has one.
type Taken struct {
	Measure  Measure
	Standing Standing
	Figures  []int
	Day      grid.Date // of the last audit, or of the switch
	Said     string    // why early warning was switched as it is
}

// Risk is what could go wrong for those concerned.
type Risk string

// Answered is a risk with what stands against it; Open are those of its measures that do
// not hold.
type Answered struct {
	Risk     Risk
	Measures []Measure
	Open     []Measure
}

// Assessment is how things are, without the words of people.
type Assessment struct {
	On         grid.Date
	Activities []Row
	Measures   []Taken
	Risks      []Answered
}

// auditEvery is how long after groups were compared they are to be again, in months.
const auditEvery = 12

// Assess tells how things are.
func Assess(f Facts) Assessment {
	a := Assessment{On: f.Today, Measures: measures(f)}
	for _, activity := range Activities() {
		a.Activities = append(a.Activities, row(activity, f))
	}
	failing := map[Measure]bool{}
	for _, m := range a.Measures {
		failing[m.Measure] = m.Standing == Fails
	}
	for _, r := range risks() {
		for _, m := range r.Measures {
			if failing[m] {
				r.Open = append(r.Open, m)
			}
		}
		a.Risks = append(a.Risks, r)
	}
	return a
}

func risks() []Answered {
	of := func(r Risk, measures ...Measure) Answered { return Answered{Risk: r, Measures: measures} }
	return []Answered{
		of("unfair_choice", ApartGroups, BlindScores, WrittenReasons, AppealsAnswered, GroupsCompared),
		of("score_decides", OffByDefault, Wall, Gates),
		of("wrong_evidence", ContestsAnswered, OwnData),
		of("found_out", SmallGroups, ApartGroups, NoNames),
		of("vote_traced", SecretBallot),
		of("watched", LooksRecorded, OffByDefault, OwnData),
		of("strangers", ByRole, LooksRecorded),
		of("kept_too_long", ScoresGo, DecisionsGo),
	}
}

func measures(f Facts) []Taken {
	always := func(m Measure, figures ...int) Taken {
		return Taken{Measure: m, Standing: BuiltIn, Figures: figures}
	}
	return []Taken{
		switched(f.Warning), gates(f.Warning), always(Wall), always(ApartGroups), always(SmallGroups, 10, 50),
		always(WrittenReasons), always(BlindScores), answered(AppealsAnswered, f.Appeals), answered(ContestsAnswered, f.Contests), compared(f),
		always(SecretBallot), always(LooksRecorded), always(OwnData),
		gone(ScoresGo, f.Today, f.Held[EarlyWarning], WarningMonths), decisionsGone(f), always(NoNames), always(ByRole),
	}
}

func switched(w Warning) Taken {
	t := Taken{Measure: OffByDefault, Standing: Unused, Said: w.Reason}
	if !w.Since.IsZero() {
		t.Day = grid.DateOf(w.Since.UTC())
	}
	if w.On {
		t.Standing = Holds
	}
	return t
}

// gates holds also where a model did not pass: nobody is named by it then.
func gates(w Warning) Taken {
	t := Taken{Measure: Gates, Standing: Unused}
	if w.On && w.Learnt {
		t.Standing, t.Figures = Holds, []int{0}
		if w.Shown {
			t.Figures = []int{1}
		}
	}
	return t
}

func answered(m Measure, c Clock) Taken {
	t := Taken{Measure: m, Standing: Holds, Figures: []int{c.Open, c.Late}}
	if c.Late > 0 {
		t.Standing = Fails
	}
	return t
}

func compared(f Facts) Taken {
	t := Taken{Measure: GroupsCompared, Standing: Holds, Day: f.LastAudit}
	if f.LastAudit.IsZero() || f.LastAudit.Before(monthsBefore(f.Today, auditEvery)) || f.Held[Groups].People == 0 {
		t.Standing = Fails
	}
	return t
}

// grace is how many days may pass until what is due to go has gone: it goes once a day.
const grace = 2

func gone(m Measure, today grid.Date, h Holding, months int) Taken {
	t := Taken{Measure: m, Standing: Holds, Figures: []int{months}, Day: h.Oldest}
	if !h.Oldest.IsZero() && h.Oldest.Before(monthsBefore(today, months).AddDays(-grace)) {
		t.Standing = Fails
	}
	return t
}

// decisionsGone looks at rounds, and at elections, which are kept to the end of their month.
func decisionsGone(f Facts) Taken {
	rounds := gone(DecisionsGo, f.Today, f.Held[Rounds], careers.KeptMonths)
	held := f.Held[Elections]
	if held.Oldest.IsZero() || rounds.Standing == Fails {
		return rounds
	}
	held.Oldest = held.Oldest.AddDays(31)
	if elections := gone(DecisionsGo, f.Today, held, careers.KeptMonths); elections.Standing == Fails {
		return elections
	}
	return rounds
}

func monthsBefore(day grid.Date, months int) grid.Date {
	return grid.DateOf(day.Start(time.UTC).AddDate(0, -months, 0))
}
