package attendance

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// Spell is what somebody did from one moment to another.
type Spell struct {
	PersonID int64
	adherence.Spell
	State string // the switch's own word
}

// FileReport is what a file of states did, or in a dry run would do.
type FileReport struct {
	DryRun, Written bool
	Encoding        string
	Ignored         []string // columns that mean nothing here
	Lines           int
	People          int
	From, To        grid.Date                            // local days of the first spell and of the last; zero: none
	Hours           map[adherence.Activity]time.Duration // how long people did what
	Unknown         []UnknownWord                        // by how often they come
	Faults          []FileFault
}

// UnknownWord is a state that nobody has explained.
type UnknownWord struct {
	Word  string // as it stands first
	Lines int
}

// FileFault is what is wrong with a file at a line; line 1 is its header.
type FileFault struct {
	Line   int
	Column string // as the header spells it
	Found  string
	Kind   FaultKind
	Other  int // the line that it is at odds with; 0: none
}

// FaultKind is why a line cannot be taken in.
type FaultKind string

// The kinds of fault.
const (
	NoColumn    FaultKind = "no_column"     // Column is the name of one that is missing
	NoLines     FaultKind = "no_lines"      // nothing below the header
	NoPerson    FaultKind = "no_person"     // nobody has this personnel number
	NotATime    FaultKind = "not_a_time"    // it cannot be read as one
	SkippedHour FaultKind = "skipped_hour"  // the site's clocks jump over it
	TwiceOnIt   FaultKind = "ambiguous"     // the site's clocks show it twice
	EndNotAfter FaultKind = "end_not_after" // the end is not after the start
	TooLong     FaultKind = "too_long"      // more than a day
	NotYet      FaultKind = "not_yet"       // it ends in the future
	NoState     FaultKind = "no_state"      // nothing stands there, or too much
	WordUnknown FaultKind = "unknown_state" // nobody has said what it means
	Overlap     FaultKind = "overlap"       // with another spell of the same person
)

// FaultKinds lists them.
func FaultKinds() []FaultKind {
	return []FaultKind{NoColumn, NoLines, NoPerson, NotATime, SkippedHour, TwiceOnIt, EndNotAfter, TooLong, NotYet, NoState, WordUnknown, Overlap}
}

// longest is how long a spell may last: a longer one is a switch's forgotten sign-out.
const longest = 24 * time.Hour

// longestWord is how many characters a state may have.
const longestWord = 80

// column is what a column of the file means.
type column string

const (
	colCode  column = "code"
	colStart column = "start"
	colEnd   column = "end"
	colState column = "state"
)

func columns() []column { return []column{colCode, colStart, colEnd, colState} }

// headings are what files call the columns, see [plain].
var headings = map[string]column{
	"code": colCode, "personcode": colCode, "employeenumber": colCode, "employeeid": colCode, "personnelnumber": colCode, "agent": colCode, "agentid": colCode,
	"工号": colCode, "员工编号": colCode, "坐席工号": colCode, "座席工号": colCode,
	"start": colStart, "starttime": colStart, "from": colStart, "begin": colStart, "statestart": colStart, "开始": colStart, "开始时间": colStart, "状态开始时间": colStart,
	"end": colEnd, "endtime": colEnd, "to": colEnd, "stateend": colEnd, "结束": colEnd, "结束时间": colEnd, "状态结束时间": colEnd,
	"state": colState, "status": colState, "agentstate": colState, "activity": colState, "auxcode": colState, "reason": colState,
	"状态": colState, "坐席状态": colState, "座席状态": colState, "活动": colState,
}

// agent is whose line it may be, and by which clock.
type agent struct {
	id  int64
	loc *time.Location
}

// agentsOf finds people by their personnel number.
func agentsOf(people []workforce.Person, sites []workforce.Site) (map[string]agent, error) {
	zones := map[int64]*time.Location{}
	for _, s := range sites {
		loc, err := time.LoadLocation(s.Zone)
		if err != nil {
			return nil, err
		}
		zones[s.ID] = loc
	}
	out := map[string]agent{}
	for _, p := range people {
		if loc := zones[p.SiteID]; loc != nil {
			out[p.Code] = agent{p.ID, loc}
		}
	}
	return out, nil
}

// line is a spell with where it stands.
type line struct {
	Spell
	number int
	loc    *time.Location
}

// reading turns lines into spells.
type reading struct {
	at      map[column]int
	header  []string
	ignored []string
	agents  map[string]agent
	words   Words
	now     time.Time
	lines   []line
	unknown map[string]*UnknownWord // by plain word
	faults  []FileFault
	ended   map[int64]time.Time // of whom the spell before this line ended when
}

func read(sheet *peoplefile.Sheet, agents map[string]agent, words Words, now time.Time) *reading {
	r := &reading{at: map[column]int{}, header: sheet.Header, agents: agents, words: words, now: now, unknown: map[string]*UnknownWord{}, ended: map[int64]time.Time{}}
	for i, heading := range sheet.Header {
		c, known := headings[plain(heading)]
		if _, twice := r.at[c]; !known || twice {
			r.ignored = append(r.ignored, heading)
			continue
		}
		r.at[c] = i
	}
	for _, c := range columns() {
		if _, has := r.at[c]; !has {
			r.faults = append(r.faults, FileFault{Line: 1, Column: string(c), Found: strings.Join(sheet.Header, ", "), Kind: NoColumn})
		}
	}
	if len(r.faults) > 0 {
		return r
	}
	if len(sheet.Lines) == 0 {
		r.faults = []FileFault{{Line: 1, Kind: NoLines}}
		return r
	}
	for _, l := range sheet.Lines {
		r.line(l)
	}
	r.overlaps()
	slices.SortStableFunc(r.faults, func(a, b FileFault) int { return cmp.Compare(a.Line, b.Line) })
	return r
}

// line takes a line in, or says what is wrong with it.
func (r *reading) line(l peoplefile.Line) {
	cell := func(c column) string { return l.Cells[r.at[c]] }
	before := len(r.faults)
	wrong := func(c column, kind FaultKind) {
		if kind != "" {
			r.faults = append(r.faults, FileFault{Line: l.Number, Column: r.header[r.at[c]], Found: cell(c), Kind: kind})
		}
	}
	who, known := r.agents[cell(colCode)]
	if !known {
		wrong(colCode, NoPerson)
		who.loc = time.UTC
	}
	state := cell(colState)
	activity, kind := r.activity(state)
	wrong(colState, kind)
	start, kind := momentOf(cell(colStart), who.loc)
	wrong(colStart, kind)
	end, kind := momentOf(cell(colEnd), who.loc)
	wrong(colEnd, kind)
	if len(r.faults) > before {
		return
	}
	from, kind := r.begins(who.id, start)
	wrong(colStart, kind)
	to, kind := ends(from, end)
	wrong(colEnd, kind)
	if len(r.faults) > before {
		return
	}
	r.ended[who.id] = to
	switch {
	case !to.After(from):
		wrong(colEnd, EndNotAfter)
	case to.Sub(from) > longest:
		wrong(colEnd, TooLong)
	case to.After(r.now):
		wrong(colEnd, NotYet)
	default:
		r.lines = append(r.lines, line{Spell{who.id, adherence.Spell{From: from, To: to, Activity: activity}, state}, l.Number, who.loc})
	}
}

// activity is what a state means.
func (r *reading) activity(state string) (adherence.Activity, FaultKind) {
	word := plain(state)
	if word == "" || utf8.RuneCountInString(state) > longestWord {
		return "", NoState
	}
	if activity, told := r.words.meaning(state); told {
		return activity, ""
	}
	if r.unknown[word] == nil {
		r.unknown[word] = &UnknownWord{Word: state}
	}
	r.unknown[word].Lines++
	return "", WordUnknown
}

// begins decides between the two instants of a time that the clocks show twice: it is
// the one at which the spell of the line before ended, or that comes after it alone.
func (r *reading) begins(person int64, m moment) (time.Time, FaultKind) {
	if !m.twice() {
		return m.first, ""
	}
	ended := r.ended[person]
	switch {
	case ended.Equal(m.first):
		return m.first, ""
	case ended.After(m.first) && !ended.After(m.second):
		return m.second, ""
	}
	return m.first, TwiceOnIt
}

// ends decides likewise: where both instants come after the start, nobody can tell.
func ends(from time.Time, m moment) (time.Time, FaultKind) {
	switch {
	case !m.twice():
		return m.first, ""
	case m.first.After(from):
		return m.first, TwiceOnIt
	}
	return m.second, ""
}

// overlaps refuses spells of one person that share time.
func (r *reading) overlaps() {
	slices.SortStableFunc(r.lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.PersonID, b.PersonID), a.From.Compare(b.From), cmp.Compare(a.number, b.number))
	})
	for i := 1; i < len(r.lines); i++ {
		before, l := r.lines[i-1], r.lines[i]
		if l.PersonID == before.PersonID && l.From.Before(before.To) {
			r.faults = append(r.faults, FileFault{l.number, r.header[r.at[colStart]], l.From.In(l.loc).Format("2006-01-02 15:04:05"), Overlap, before.number})
		}
	}
}

// spells are those of the file by person and start.
func (r *reading) spells() []Spell {
	out := make([]Spell, len(r.lines))
	for i, l := range r.lines {
		out[i] = l.Spell
	}
	return out
}

// tell writes what the file holds into a report.
func (r *reading) tell(report *FileReport) {
	report.Ignored, report.Faults = r.ignored, r.faults
	people := map[int64]bool{}
	report.Hours = map[adherence.Activity]time.Duration{}
	for _, l := range r.lines {
		people[l.PersonID] = true
		report.Hours[l.Activity] += l.Length()
		from, to := grid.DateOf(l.From.In(l.loc)), grid.DateOf(l.To.Add(-time.Second).In(l.loc))
		if report.From.IsZero() || from.Before(report.From) {
			report.From = from
		}
		if report.To.IsZero() || to.After(report.To) {
			report.To = to
		}
	}
	report.People = len(people)
	for _, word := range slices.Sorted(maps.Keys(r.unknown)) {
		report.Unknown = append(report.Unknown, *r.unknown[word])
	}
	slices.SortStableFunc(report.Unknown, func(a, b UnknownWord) int { return cmp.Compare(b.Lines, a.Lines) })
}
