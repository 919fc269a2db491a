package ticket

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
)

// plain are the columns of a file that is no export of Zendesk, by the headings under
// which that has them; id, time and text are needed.
var plain = map[string]string{
	"id": idColumn, "time": createdColumn, "text": subjectColumn, "status": statusColumn, "solved": solvedColumn, "reopens": reopensColumn, "customer": askerColumn,
	"channel": viaColumn, "satisfaction": surveyColumn, "reason": reasonField + " [list]", "programme": programmeField + " [list]", "handle_s": handleField + " [int]",
}

// Heard reads what customers said: Zendesk's ticket export as it comes, or a plain CSV
// with id, time, text and as much of the rest as there is (programme, reason, status,
// solved, reopens, customer, channel, handle_s, satisfaction: good, bad or offered).
// The error is [exchange.Faults], or one of reading.
func Heard(text io.Reader, loc *time.Location) ([]Ticket, error) {
	in := bufio.NewReader(text)
	first, err := in.Peek(1 << 16)
	if len(first) == 0 {
		return Read(in, loc)
	}
	line, _, _ := bytes.Cut(first, []byte("\n"))
	names := strings.Split(strings.TrimPrefix(strings.TrimRight(string(line), "\r"), "\ufeff"), ",")
	if slices.Contains(names, createdColumn) || len(line) == len(first) && err == nil {
		return Read(in, loc)
	}
	head, faults := zendesk(names)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if _, err := in.Discard(min(len(line)+1, len(first))); err != nil {
		return nil, err
	}
	return Read(io.MultiReader(strings.NewReader(head), in), loc)
}

// zendesk writes the heading of a plain file as Zendesk would. Columns that it cannot
// do without and that the file lacks are named; those rows end before them.
func zendesk(names []string) (string, exchange.Faults) {
	var faults exchange.Faults
	have := map[string]bool{}
	head := make([]string, len(names))
	for i, name := range names {
		name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"`))
		have[name] = true
		if head[i] = plain[name]; head[i] == "" {
			head[i] = "column " + strconv.Itoa(i+1) // read by nobody
		}
	}
	for _, name := range []string{"id", "time", "text"} {
		if !have[name] {
			faults.Add(1, name, strings.Join(names, ","), "columns id, time and text, or a ticket export of Zendesk", problem.Wanting(problem.Column, "id, time, text"))
		}
	}
	for _, name := range []string{"status", "solved", "reopens"} {
		if !have[name] {
			head = append(head, plain[name])
		}
	}
	return strings.Join(head, ",") + "\n", faults
}
