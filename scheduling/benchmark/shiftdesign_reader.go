package benchmark

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/scheduling/design"
)

// ShiftDesignError says where a shift design file cannot be understood.
type ShiftDesignError struct {
	Field, Found, Expected string
}

func (e *ShiftDesignError) Error() string {
	return fmt.Sprintf("shift design file: %s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

// IsShiftDesign says whether a file looks like an instance of the minimum shift
// design problem in MiniZinc's data format.
func IsShiftDesign(text string) bool {
	return strings.Contains(text, "shiftTypes") && strings.Contains(text, "demand") && strings.Contains(text, "weightShiftInstances")
}

// ReadShiftDesign reads an instance of the minimum shift design problem (L. Di
// Gaspero and others, 2007) as MiniZinc data. Weights are prices of a person-minute
// and of each distinct shift.
//
// Files whose weight for under-cover is 0 are of the bounded problem (L. Kletzander and
// N. Musliu, "Modelling and Solving the Minimum Shift Design Problem", 2019): nothing may
// be missing, and the average number of duties a week must lie in its bounds. In the
// others that average costs its weight for each duty beyond, mostly nothing.
func ReadShiftDesign(in io.Reader) (*design.Problem, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	f := dataFile{values: dataValues(string(text))}
	p := &design.Problem{
		SlotMinutes: f.whole("interval"), Days: f.whole("days"), Demand: f.list("demand"),
		Under: f.number("weightUnderCover"), Over: f.number("weightOverCover"), Charge: f.number("weightShiftInstances"),
		Duties: design.Duties{Min: f.number("minDuties"), Max: f.number("maxDuties"), WeekMinutes: f.number("avgMinutes"), Price: f.number("weightDutiesPerWeek")},
	}
	p.MustCover = p.Under == 0
	p.Duties.Must = p.MustCover
	types := f.whole("shiftTypes")
	columns := make([][]float64, 4)
	for i, name := range []string{"minStart", "maxStart", "minLength", "maxLength"} {
		if columns[i] = f.list(name); f.err == nil && len(columns[i]) != types {
			return nil, &ShiftDesignError{name, fmt.Sprintf("%d numbers", len(columns[i])), fmt.Sprintf("%d, one for each of shiftTypes", types)}
		}
	}
	if f.err != nil {
		return nil, f.err
	}
	for i := range types {
		p.Windows = append(p.Windows, design.Window{MinStart: int(columns[0][i]), MaxStart: int(columns[1][i]),
			MinLength: int(columns[2][i]), MaxLength: int(columns[3][i])})
	}
	return p, p.Check()
}

// dataFile reads values by name and remembers the first that it could not.
type dataFile struct {
	values map[string]string
	err    error
}

// dataValues cuts MiniZinc data into its assignments; a percent sign begins a comment.
func dataValues(text string) map[string]string {
	var bare strings.Builder
	for line := range strings.Lines(text) {
		code, _, _ := strings.Cut(line, "%")
		bare.WriteString(code)
		bare.WriteByte(' ')
	}
	values := map[string]string{}
	for statement := range strings.SplitSeq(bare.String(), ";") {
		if name, value, ok := strings.Cut(statement, "="); ok {
			values[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return values
}

func (f *dataFile) number(name string) float64 {
	value, there := f.values[name]
	if !there {
		f.fail(name, "nothing", "a number")
		return 0
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		f.fail(name, value, "a number")
	}
	return n
}

func (f *dataFile) whole(name string) int {
	n := f.number(name)
	if n != float64(int(n)) {
		f.fail(name, fmt.Sprint(n), "a whole number")
	}
	return int(n)
}

func (f *dataFile) list(name string) []float64 {
	value := f.values[name]
	inner, opened := strings.CutPrefix(value, "[")
	inner, closed := strings.CutSuffix(inner, "]")
	if !opened || !closed {
		f.fail(name, cutShort(value), "numbers in square brackets")
		return nil
	}
	var list []float64
	for part := range strings.SplitSeq(strings.TrimRight(strings.TrimSpace(inner), ","), ",") {
		n, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			f.fail(name, cutShort(part), "a number")
			return nil
		}
		list = append(list, n)
	}
	return list
}

func (f *dataFile) fail(field, found, expected string) {
	if f.err == nil {
		f.err = &ShiftDesignError{field, found, expected}
	}
}

// cutShort keeps what a message can show of a value.
func cutShort(value string) string {
	if len(value) > 40 {
		return value[:40] + "…"
	}
	if value == "" {
		return "nothing"
	}
	return value
}
