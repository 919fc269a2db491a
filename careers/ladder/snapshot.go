package ladder

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// rulesVersion changes whenever the same facts would be judged otherwise.
const rulesVersion = 1

// Snapshot is what is kept of an assessment, so that the decision that rests on it can
// be replayed: the same facts give the same hashes, in whatever order they are read.
type Snapshot struct {
	Assessment *Assessment
	Inputs     string // SHA-256 of the move, what it asks, the facts and the day
	Outcome    string // of the finding with all its parts
}

// Snap assesses a move and fingerprints what went in and what came out.
func Snap(l *Ladder, e Edge, r *Record, on grid.Date) *Snapshot {
	in := &canon{hash: sha256.New()}
	in.line("rules", rulesVersion, l.Code, l.Version, e.From, e.To, string(e.Kind), on.String())
	if q := l.Asked(e); q != nil {
		q.write(in)
	}
	in.record(r)
	a := Assess(l, e, r, on)
	out := &canon{hash: sha256.New()}
	out.finding(a.Finding)
	return &Snapshot{Assessment: a, Inputs: in.sum(), Outcome: out.sum()}
}

// canon writes facts in one way only: a line for each, texts quoted, and lines of
// facts without an order of their own sorted.
type canon struct{ hash hash.Hash }

func (c *canon) line(parts ...any) { _, _ = io.WriteString(c.hash, text(parts)) }

func text(parts []any) (line string) {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			line += fmt.Sprintf("%q ", p)
		default:
			line += fmt.Sprint(p) + " "
		}
	}
	return line + "\n"
}

func (c *canon) sum() string { return hex.EncodeToString(c.hash.Sum(nil)) }

// each writes a line for every fact, sorted.
func each[T any](c *canon, kind string, facts []T, parts func(T) []any) {
	lines := make([]string, len(facts))
	for i, f := range facts {
		lines[i] = text(append([]any{kind}, parts(f)...))
	}
	slices.Sort(lines)
	for _, l := range lines {
		_, _ = io.WriteString(c.hash, l)
	}
}

func (c *canon) record(r *Record) {
	c.line("person", r.Person, r.Hired.String())
	each(c, "spell", r.Spells, func(x Spell) []any { return []any{x.ID, x.Rung, x.From.String(), x.To.String()} })
	each(c, "leave", r.Leaves, func(x Leave) []any { return []any{x.ID, x.From.String(), x.To.String(), x.Protected} })
	each(c, "observation", r.Observations, func(x Observation) []any {
		return []any{x.ID, x.Metric, x.On.String(), x.Value, x.Weight, x.Contested}
	})
	each(c, "certificate", r.Certificates, func(x Certificate) []any { return []any{x.ID, x.Code, x.From.String(), x.To.String()} })
	each(c, "award", r.Awards, func(x Award) []any { return []any{x.ID, x.Code, x.Month.Year, int(x.Month.Month)} })
	each(c, "training", r.Trainings, func(x Training) []any { return []any{x.ID, x.Course, x.On.String(), x.Hours} })
	each(c, "nomination", r.Nominations, func(x Nomination) []any { return []any{x.ID, x.By, x.On.String()} })
	each(c, "board", r.Boards, func(x BoardScore) []any { return []any{x.ID, x.On.String(), x.Score} })
	each(c, "sanction", r.Sanctions, func(x Sanction) []any { return []any{x.ID, x.From.String(), x.To.String()} })
	each(c, "unread", r.Unread, func(x Register) []any { return []any{string(x)} })
}

func (c *canon) finding(f Finding) {
	c.line("finding", string(f.Kind), f.Name, f.Verdict.String(), f.Known, f.Value, f.Needed, f.Gap, string(f.Unit), string(f.Why), f.Earliest.String(), len(f.Evidence), len(f.Parts))
	for _, id := range f.Evidence {
		c.line(id)
	}
	for _, p := range f.Parts {
		c.finding(p)
	}
}

func (q Service) write(c *canon) { c.line(string(KindService), q.Months) }
func (q Dwell) write(c *canon)   { c.line(string(KindDwell), q.Months) }

func (q Metric) write(c *canon) {
	c.line(string(KindMetric), q.Name, string(q.Aggregate), q.Window, string(q.Sense), q.Threshold, q.Observations)
}

func (q Certified) write(c *canon)  { c.line(string(KindCertified), q.Code) }
func (q Streak) write(c *canon)     { c.line(string(KindStreak), q.Award, q.Months, q.LeaveBreaks) }
func (q AwardCount) write(c *canon) { c.line(string(KindAwardCount), q.Award, q.Times, q.Within) }
func (q Trained) write(c *canon)    { c.line(string(KindTrained), q.Course, q.Hours, q.Within) }
func (q Nominated) write(c *canon)  { c.line(string(KindNominated), q.By, q.Within) }
func (q Board) write(c *canon)      { c.line(string(KindBoard), q.Score, q.Within) }
func (NoSanction) write(c *canon)   { c.line(string(KindNoSanction)) }
func (q All) write(c *canon)        { c.parts(KindAll, len(q), q) }
func (q Any) write(c *canon)        { c.parts(KindAny, 1, q) }
func (q AtLeast) write(c *canon)    { c.parts(KindAtLeast, q.Count, q.Of) }

func (c *canon) parts(kind Kind, count int, parts []Requirement) {
	c.line(string(kind), count, len(parts))
	for _, q := range parts {
		q.write(c)
	}
}
