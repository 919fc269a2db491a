package history

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Format is one kind of file that some product writes: the names of its columns
// and what its figures mean.
type Format struct {
	Code, Name  string
	Columns     []Column
	Needs       [][]Field // of each group at least one field must be found
	Zone        string    // zone of times without offset, where the format fixes it
	Attribution Attribution
	Unit        Unit // how durations without colon are written
	Headerless  bool // the file has no header line; see looksLike
	Daily       bool // rows are whole days, which no rule can place into intervals
	guess       bool // names are synonyms, not a product's documented header
}

// Column is one column of a format. Names are in order of preference; "#" in a
// name stands for a number of seconds, the threshold of the column.
type Column struct {
	Field Field
	Names []string
}

// FormatByCode returns a format of [Formats].
func FormatByCode(code string) (Format, bool) {
	for _, f := range formats {
		if f.Code == code {
			return f, true
		}
	}
	return Format{}, false
}

// Formats lists every known format, the generic one last.
func Formats() []Format { return slices.Clone(formats) }

// fold makes column names comparable: lower case, single blanks.
func fold(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.TrimPrefix(name, "\ufeff"))), " ")
}

// Match pairs the columns of a header with the format's fields.
func (f *Format) Match(header []string) map[string]Field {
	columns, _ := f.match(header)
	return columns
}

// match pairs the format's columns with those of a header. threshold is the
// number of seconds in the name of the answered-within column, 0 without one.
func (f *Format) match(header []string) (columns map[string]Field, thresholds map[Figure]int) {
	folded := make([]string, len(header))
	for i, name := range header {
		folded[i] = fold(name)
	}
	columns, thresholds = map[string]Field{}, map[Figure]int{}
	for _, column := range f.Columns {
		for _, name := range column.Names {
			at, seconds := findColumn(folded, name)
			if at < 0 {
				continue
			}
			if _, taken := columns[header[at]]; taken {
				continue
			}
			columns[header[at]] = column.Field
			if figure, ok := figureOf(column.Field); ok && seconds > 0 {
				thresholds[limitOf(figure)] = seconds
			}
			break
		}
	}
	return columns, thresholds
}

// limitOf returns the limit that a "within" figure was counted with.
func limitOf(f Figure) Figure {
	if f == ShortAbandoned {
		return ShortCutS
	}
	return ThresholdS
}

var thresholdName = map[string]*regexp.Regexp{}

func init() {
	for _, format := range formats {
		for _, column := range format.Columns {
			for _, name := range column.Names {
				if strings.Contains(name, "#") {
					thresholdName[name] = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(name), "#", `(\d{1,5})`) + "$")
				}
			}
		}
	}
}

// usualThreshold is preferred where a file counts with several thresholds.
const usualThreshold = 20

// findColumn returns where a folded header has a name, or -1.
func findColumn(folded []string, name string) (at, seconds int) {
	pattern := thresholdName[name]
	if pattern == nil {
		return slices.Index(folded, name), 0
	}
	at = -1
	for i, candidate := range folded {
		parts := pattern.FindStringSubmatch(candidate)
		if parts == nil {
			continue
		}
		found, _ := strconv.Atoi(parts[1])
		if at < 0 || found == usualThreshold || seconds != usualThreshold && found < seconds {
			at, seconds = i, found
		}
	}
	return at, seconds
}

// complete reports whether every need is met by the columns found.
func (f *Format) complete(columns map[string]Field) bool { return len(f.lacks(columns)) == 0 }

// lacks returns the first field of every need that is not met.
func (f *Format) lacks(columns map[string]Field) []Field {
	found := map[Field]bool{}
	for _, field := range columns {
		found[field] = true
	}
	var missing []Field
	for _, group := range f.Needs {
		if !slices.ContainsFunc(group, func(field Field) bool { return found[field] }) {
			missing = append(missing, group[0])
		}
	}
	return missing
}

// recogniseHeader returns the format that explains most of the header, with
// the share of columns it explains, which is the confidence.
func recogniseHeader(header []string) (best Format, columns map[string]Field, thresholds map[Figure]int, confidence float64) {
	for _, f := range formats {
		if f.Headerless {
			continue
		}
		found, limits := f.match(header)
		share := float64(len(found)) / float64(max(1, len(header)))
		if f.guess {
			share /= 2 // a synonym is weaker evidence than a product's own name
		}
		if !f.guess && !f.complete(found) || share <= confidence && best.Code != "" {
			continue
		}
		best, columns, thresholds, confidence = f, found, limits, share
	}
	return best, columns, thresholds, confidence
}
