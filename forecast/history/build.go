package history

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"time"
)

// builder turns the cells of one record into a row.
type builder struct {
	*plan
	source   *Source
	clocks   clock
	row      Row
	wall     int64 // local seconds of the row's start, where it has no offset
	second   int64 // the other instant of a repeated hour, 0 where there is one
	problems []RowError
	partName []byte
}

// cell returns a column's content, nil where the record is too short.
func cell(cells [][]byte, column int) []byte {
	if column < 0 || column >= len(cells) {
		return nil
	}
	return cells[column]
}

func (b *builder) problem(column int, code Code, got, want string) {
	name := ""
	if column >= 0 {
		name = b.header[column]
	}
	b.problems = append(b.problems, RowError{File: b.source.name, Line: b.row.Line, Column: name, Got: got, Want: want, Code: code})
}

// build fills b.row from a record and reports whether it is a good row. What is
// wrong with it stands in b.problems.
func (b *builder) build(cells [][]byte, line int) bool {
	b.row = Row{Line: line, Attribution: b.attribution, IntervalS: b.interval, Figures: NoFigures()}
	b.problems, b.second = b.problems[:0], 0
	if b.leftOut(cells) {
		return false
	}
	for _, extra := range cells[min(b.width, len(cells)):] {
		if len(extra) > 0 {
			b.problem(-1, BadRecord, fmt.Sprintf("the row has %d cells", len(cells)), fmt.Sprintf("%d, as in the header", b.width))
			return false
		}
	}
	b.when(cells)
	b.where(cells)
	b.count(cells)
	b.average(cells)
	if len(b.problems) == 0 {
		b.complete()
		b.consistent()
	}
	return len(b.problems) == 0
}

// totals are the words with which exports label rows that sum up others.
var totals = [][]byte{[]byte("total"), []byte("grand total"), []byte("totals"), []byte("summary"), []byte("sum"), []byte("average"), []byte("合计"), []byte("总计"), []byte("汇总")}

func isTotal(c []byte) bool {
	if len(c) < 3 || len(c) > 12 || c[0] >= '0' && c[0] <= '9' {
		return false
	}
	c = bytes.TrimSuffix(c, []byte{':'})
	return slices.ContainsFunc(totals, func(word []byte) bool { return bytes.EqualFold(c, word) })
}

// leftOut notes rows that are rightly no intervals: totals, and intervals that
// were still running when the file was written.
func (b *builder) leftOut(cells [][]byte) bool {
	for _, column := range []int{b.start, b.startUTC, b.date, b.queue, 0} {
		if c := cell(cells, column); isTotal(c) {
			b.problem(-1, TotalRow, "a row of totals: "+quoted(c), "it is left out")
			return true
		}
	}
	if c := cell(cells, b.completeColumn); len(c) > 0 && (bytes.EqualFold(c, []byte("false")) || bytes.EqualFold(c, []byte("no")) || string(c) == "0") {
		b.problem(b.completeColumn, PartialInterval, "the interval was still running when the file was written", "it is left out")
		return true
	}
	return false
}

// when reads the interval's start and length.
func (b *builder) when(cells [][]byte) {
	b.length(cells)
	startColumn, at, ok := b.startStamp(cells)
	if !ok {
		return
	}
	start, ok := b.instant(startColumn, &at, startColumn == b.startUTC)
	if !ok {
		return
	}
	if b.end >= 0 {
		start = b.fromEnd(cells, startColumn, start)
	}
	b.row.Start = start
	switch s := b.row.IntervalS; {
	case s == 0 && len(b.problems) == 0:
		b.problem(startColumn, BadInterval, "the interval has no length", "5, 15, 30 or 60 minutes")
	case s != 0 && !slices.Contains(IntervalLengths, int(s)/60) || s%60 != 0:
		b.problem(b.lengthColumn(), BadInterval, fmt.Sprintf("an interval of %s", time.Duration(s)*time.Second), "5, 15, 30 or 60 minutes; totals of whole days cannot be placed into intervals")
	case s != 0 && (at.minute*60+at.second)%int(s) != 0 && (b.end < 0 || startColumn != b.end):
		b.problem(startColumn, BadInterval, fmt.Sprintf("the interval starts at %02d:%02d:%02d", at.hour, at.minute, at.second), fmt.Sprintf("a multiple of %d minutes", s/60))
	}
}

// fromEnd uses the interval's end: for the length where there is a start too,
// else for the start.
func (b *builder) fromEnd(cells [][]byte, startColumn int, instant int64) int64 {
	if startColumn == b.end {
		return instant - int64(b.row.IntervalS)
	}
	if b.row.IntervalS != 0 {
		return instant
	}
	first, second := instant, b.second
	at, ok := b.stampAt(cells, b.end)
	if !ok {
		return first
	}
	until, ok := b.instant(b.end, &at, b.startUTC >= 0)
	if !ok {
		return first
	}
	// A repeated hour: the shortest positive length is meant.
	for _, candidate := range []int64{until - first, b.second - first} {
		if candidate > 0 && candidate <= 86400 && (b.row.IntervalS == 0 || candidate < int64(b.row.IntervalS)) {
			b.row.IntervalS = int32(candidate)
		}
	}
	b.second = second
	if b.row.IntervalS == 0 {
		b.problem(b.end, BadInterval, quoted(cell(cells, b.end))+" is not after the start", "an end after the start")
	}
	return first
}

func (b *builder) lengthColumn() int { return max(b.minutes, b.seconds) }

// length reads the interval's length where a column gives it: 30, 30mins,
// 00:30, or seconds.
func (b *builder) length(cells [][]byte) {
	column := b.lengthColumn()
	c := cell(cells, column)
	if blank(c) {
		return
	}
	number := c
	for len(number) > 0 && number[len(number)-1] > '9' || len(number) > 1 && number[len(number)-1] == ' ' {
		number = number[:len(number)-1] // 30mins, 30 min
	}
	value, ok := parseNumber(number, '.')
	if column == b.minutes {
		value *= 60
	}
	if bytes.IndexByte(c, ':') > 0 {
		at, good := parseClock(c)
		value, ok = float64(at.hour*3600+at.minute*60+at.second), good
	}
	if !ok || value <= 0 || value > 86400*31 {
		b.problem(column, BadInterval, quoted(c), "15, 30 or 60 minutes, such as 30 or 30mins; totals of whole days cannot be placed into intervals")
		return
	}
	b.row.IntervalS = int32(value)
}

// startStamp reads the columns that say when the interval starts, or ends where
// there is no start.
func (b *builder) startStamp(cells [][]byte) (column int, at stamp, ok bool) {
	switch {
	case b.startUTC >= 0:
		column = b.startUTC
	case b.start >= 0:
		column = b.start
	case b.date >= 0:
		return b.dateAndClock(cells)
	default:
		column = b.end
	}
	at, ok = b.stampAt(cells, column)
	return column, at, ok
}

func (b *builder) stampAt(cells [][]byte, column int) (at stamp, ok bool) {
	c := cell(cells, column)
	at, open, ok := parseStamp(c, b.order)
	switch {
	case blank(c):
		b.problem(column, MissingValue, "the cell is empty", wantStamp)
	case open:
		b.problem(column, DateOrderOpen, quoted(c)+" can be read as day/month or month/day", "the date order to be stated (dmy or mdy), or dates such as 2026-03-01")
	case !ok:
		b.problem(column, BadTime, quoted(c), wantStamp)
	case !at.hasTime:
		b.problem(column, BadTime, quoted(c)+" has no time of day", wantStamp)
	}
	return at, ok && !open && at.hasTime
}

func (b *builder) dateAndClock(cells [][]byte) (column int, at stamp, ok bool) {
	day := cell(cells, b.date)
	at, open, ok := parseStamp(day, b.order)
	switch {
	case blank(day):
		b.problem(b.date, MissingValue, "the cell is empty", wantDate)
	case open:
		b.problem(b.date, DateOrderOpen, quoted(day)+" can be read as day/month or month/day", "the date order to be stated (dmy or mdy), or dates such as 2026-03-01")
	case !ok:
		b.problem(b.date, BadTime, quoted(day), wantDate)
	}
	if !ok || open {
		return b.date, at, false
	}
	c := cell(cells, b.clock)
	if dash := bytes.IndexByte(c, '-'); dash > 0 {
		c = bytes.TrimSpace(c[:dash]) // 09:30 - 10:00
	}
	hours, ok := parseClock(c)
	if !ok {
		b.problem(b.clock, BadTime, quoted(c), wantTime)
		return b.clock, at, false
	}
	at.hour, at.minute, at.second, at.hasTime = hours.hour, hours.minute, hours.second, true
	return b.clock, at, true
}

// instant resolves a stamp, by its own offset, as UTC, or in the file's zone.
func (b *builder) instant(column int, at *stamp, utc bool) (int64, bool) {
	b.wall, b.second = at.wall(), 0
	switch {
	case at.hasOffset:
		return b.wall - int64(at.offset), true
	case utc:
		return b.wall, true
	case b.loc == nil:
		b.problem(column, BadTime, "the time has no offset and the file's time zone is not known", "the time zone of the file, such as Europe/London")
		return 0, false
	}
	b.clocks.loc, b.source.local = b.loc, true
	first, second, m := b.clocks.resolve(b.wall)
	if m == skipped {
		b.problem(column, SkippedHour, fmt.Sprintf("%04d-%02d-%02d %02d:%02d does not exist in %s, where the clocks go forward", at.year, at.month, at.day, at.hour, at.minute, b.loc), "a time that the clocks show, or times with an offset")
		return 0, false
	}
	if m == twice {
		b.second = second
	}
	return first, true
}

// where reads the queue and its channel.
func (b *builder) where(cells [][]byte) {
	if a := cell(cells, b.attr); len(a) > 0 {
		attribution, ok := ParseAttribution(string(a))
		if !ok {
			b.problem(b.attr, BadRecord, quoted(a), "arrival, when_call_ends, true_to_interval or mixed")
		}
		b.row.Attribution = attribution
	}
	if len(b.parts) > 0 {
		b.partName = b.partName[:0]
		for _, column := range b.parts {
			b.partName = append(append(b.partName, cell(cells, column)...), 0)
		}
		b.row.Part = b.source.part(b.partName)
	}
	if b.queue < 0 {
		b.row.Queue = b.constantQueue
		return
	}
	name := cell(cells, b.queue)
	if len(name) == 0 || len(name) > 200 {
		b.problem(b.queue, MissingValue, fmt.Sprintf("a queue name of %d bytes", len(name)), "the name or number of a queue, at most 200 bytes")
		return
	}
	channel := b.channelName
	if c := cell(cells, b.channel); len(c) > 0 && len(c) <= 200 {
		channel = c
	}
	b.row.Queue = b.source.queue(name, channel)
}

// count reads the figures.
func (b *builder) count(cells [][]byte) {
	for _, f := range b.figures {
		c := cell(cells, f.column)
		if blank(c) {
			continue
		}
		if f.figure.seconds() {
			if seconds, ok := b.duration(f.column, c, f.figure == ThresholdS || f.figure == ShortCutS); ok {
				b.row.Figures[f.figure] = int64(math.Round(seconds))
			}
			continue
		}
		value, code, want := parseCount(c, b.decimal)
		if want != "" {
			b.problem(f.column, code, quoted(c), want)
			continue
		}
		b.row.Figures[f.figure] = value
	}
}

// duration reads a duration; limits are always plain seconds.
func (b *builder) duration(column int, c []byte, limit bool) (float64, bool) {
	unit := b.unit
	if limit {
		unit = 1
	}
	seconds, code, want := parseSeconds(c, b.decimal, unit)
	if want != "" {
		b.problem(column, code, quoted(c), want)
	}
	return seconds, want == ""
}

// average multiplies averages by their counts.
func (b *builder) average(cells [][]byte) {
	if f := &b.row.Figures; b.deriveHandled && f.Known(Offered) {
		f[Handled] = max(0, f[Offered]-f.OrZero(Abandoned)-f.OrZero(FlowOut))
		b.row.Flags |= HandledDerived
	}
	for _, a := range b.averages {
		c := cell(cells, a.column)
		if blank(c) {
			continue
		}
		mean, ok := b.duration(a.column, c, false)
		count := b.row.Figures[a.count]
		if count == Unknown {
			count = b.row.Figures[a.other]
		}
		if !ok || count == Unknown {
			continue
		}
		b.row.Figures[a.total] = int64(math.Round(mean * float64(count)))
		b.row.Flags |= FromAverage
	}
}
