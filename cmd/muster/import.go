package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// importCommand is `muster import`: interval history from files into a database.
type importCommand struct {
	storage
	Kind         string            `enum:"intervals" default:"intervals" help:"What the files hold: intervals."`
	Format       string            `placeholder:"CODE" help:"Format of the files; found by their header when not given. See docs/importing.md."`
	Map          map[string]string `placeholder:"COLUMN=FIELD" help:"What a column means, such as datetime=interval_start or calls=offered; repeatable. COLUMN= leaves a column out."`
	Zone         string            `placeholder:"ZONE" help:"Time zone of times without offset; that of the site when not given."`
	Queue        string            `placeholder:"CODE" help:"Queue of every row, for files without a queue column."`
	Site         string            `placeholder:"CODE" help:"Site at which new queues are made."`
	Source       string            `placeholder:"NAME" help:"Keep the rows apart from those of other sources of the same queue."`
	Interval     int               `placeholder:"MINUTES" help:"Length of the intervals, for files that do not say."`
	DateOrder    string            `enum:",dmy,mdy" default:"" help:"Order of dates such as 01/03/2026: dmy or mdy."`
	Decimal      string            `enum:",comma,point" default:"" help:"Decimal mark: point or comma."`
	DurationUnit string            `enum:",s,ms,min,day" default:"" help:"Unit of durations without a colon: s, ms, min or day."`
	CreateQueues bool              `help:"Make queues that are not known yet. An empty database makes them anyway."`
	AllowClosed  bool              `help:"Take contacts outside opening hours, with a flag, instead of refusing their rows."`
	SkipBadRows  bool              `help:"Take the good rows of a file although others are refused."`
	DryRun       bool              `help:"Check and report, write nothing."`
	JSON         bool              `name:"json" help:"Print one JSON document."`
	Files        []string          `arg:"" name:"file" help:"Files to import, as they came: CSV, gzip or XLSX; - is standard input."`
}

// Run imports one file after the other; each is all or nothing. A site made for
// the first file stays only if a file was taken.
func (c *importCommand) Run(ctx context.Context) (err error) {
	services, err := c.open(ctx, newLogger(io.Discard))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, services.DB.Close()) }()
	scope := auth.SystemScope(wire.MainTenant)
	made, err := c.firstSite(ctx, services.Workforce, scope)
	if err != nil {
		return err
	}
	results, err := c.importFiles(ctx, services, scope)
	if made.ID == 0 {
		return err
	}
	if !slices.ContainsFunc(results, importResult.wrote) {
		return errors.Join(err, services.Workforce.Sites.Delete(context.WithoutCancel(ctx), scope, made.ID))
	}
	fmt.Fprintf(os.Stderr, "made site %s in %s, since there was none\n", made.Code, made.Zone)
	return err
}

// importFiles imports the files and tells of each.
func (c *importCommand) importFiles(ctx context.Context, services *wire.Services, scope auth.Scope) ([]importResult, error) {
	bad := &badInput{}
	var results []importResult
	for _, path := range c.Files {
		done, err := c.importFile(ctx, services, scope, path)
		var row *history.RowError
		if errors.As(err, &row) {
			bad.problems = append(bad.problems, row.Error())
			continue
		}
		if err != nil {
			return results, fmt.Errorf("%s: %w", path, err)
		}
		results = append(results, done)
		problems := done.problems(path)
		if done.State == forecast.ImportRefused {
			bad.problems = append(bad.problems, problems...)
		} else if len(problems) > 0 {
			fmt.Fprintln(os.Stderr, strings.Join(problems, "\n"))
		}
		if !c.JSON {
			done.print(os.Stdout)
		}
	}
	if c.JSON {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		if err := out.Encode(asDocuments(results)); err != nil {
			return results, err
		}
	}
	return results, bad.orNil()
}

// firstSite makes a site where there is none, so that a first file can be read
// into an empty database. Its ID is 0 where there is one.
func (c *importCommand) firstSite(ctx context.Context, centre *workforce.Service, scope auth.Scope) (workforce.Site, error) {
	sites, err := centre.Sites.Find(ctx, scope, workforce.Filter{Limit: 1})
	if err != nil {
		return workforce.Site{}, err
	}
	queues, err := centre.Queues.Find(ctx, scope, workforce.Filter{Limit: 1})
	if err != nil {
		return workforce.Site{}, err
	}
	c.CreateQueues = c.CreateQueues || len(queues) == 0
	if len(sites) > 0 {
		return workforce.Site{}, nil
	}
	site := workforce.Site{Code: "MAIN", Name: "Main site", Zone: "UTC", Country: "GB"}
	if c.Site != "" {
		site.Code, site.Name = c.Site, c.Site
	}
	if c.Zone != "" {
		site.Zone = c.Zone
	}
	site, err = centre.Sites.Create(ctx, scope, site)
	return site, invalidIsBadInput(err)
}

// invalidIsBadInput turns what the workforce refuses into bad input.
func invalidIsBadInput(err error) error {
	var invalid *workforce.InvalidError
	if errors.As(err, &invalid) {
		return &badInput{problems: []string{invalid.Error()}}
	}
	return err
}

// importFile uploads, recognises and imports one file.
func (c *importCommand) importFile(ctx context.Context, services *wire.Services, scope auth.Scope, path string) (_ importResult, err error) {
	file, name := os.Stdin, "standard input"
	if path != "-" {
		opened, err := os.Open(path)
		if err != nil {
			return importResult{}, &history.RowError{File: path, Got: errors.Unwrap(err).Error(), Want: "a file that can be read"}
		}
		defer func() { _ = opened.Close() }()
		if info, err := opened.Stat(); err == nil && info.Size() >= history.MaxFileBytes {
			_, err := history.Open(opened, info.Size(), path)
			return importResult{}, err
		}
		file, name = opened, filepath.Base(path)
	}
	recognition, err := services.Imports.Upload(ctx, scope, name, file)
	if err != nil {
		return importResult{}, placed(path, err)
	}
	defer func() { // the file is kept where it came from
		err = errors.Join(err, services.Imports.Forget(context.WithoutCancel(ctx), scope, recognition.Upload.ID))
	}()
	order, err := c.order(ctx, services.Workforce, scope, recognition.Recognised)
	if err != nil {
		return importResult{}, placed(path, err)
	}
	ordered, err := services.Imports.Record(ctx, scope, recognition.Upload.ID, order)
	if err != nil {
		return importResult{}, err
	}
	bar := newProgressBar(os.Stderr, path)
	done, err := services.Imports.Run(ctx, scope, ordered.ID, bar.show)
	bar.end()
	return importResult{Import: done, path: path, recognised: recognition.Recognised, zone: done.Order.Mapping.Zone}, placed(path, err)
}

// placed puts the path that was given into a problem that knows only a name.
func placed(path string, err error) error {
	var row *history.RowError
	if errors.As(err, &row) {
		row.File = path
	}
	return err
}

// order is what the flags ask for, on top of what was recognised.
func (c *importCommand) order(ctx context.Context, centre *workforce.Service, scope auth.Scope, recognised history.Recognised) (forecast.ImportOrder, error) {
	m := recognised.Mapping
	if err := c.mapping(&m, recognised); err != nil {
		return forecast.ImportOrder{}, err
	}
	order := forecast.ImportOrder{
		Mapping: m, Source: c.Source, DryRun: c.DryRun, CreateQueues: c.CreateQueues, SkipRefused: c.SkipBadRows, AllowClosed: c.AllowClosed, AllSites: true,
	}
	if c.Site != "" {
		sites, err := centre.Sites.Find(ctx, scope, workforce.Filter{Codes: []string{c.Site}})
		if err != nil {
			return order, err
		}
		if len(sites) == 0 {
			return order, &history.RowError{Got: fmt.Sprintf("--site %s is not known", c.Site), Want: "the code of a site", Code: history.UnknownQueue}
		}
		order.SiteID = sites[0].ID
	}
	return order, nil
}

// mapping applies the flags to the mapping that was recognised.
func (c *importCommand) mapping(m *history.Mapping, recognised history.Recognised) error {
	if c.Format != "" {
		format, known := history.FormatByCode(c.Format)
		if !known {
			var codes []string
			for _, f := range history.Formats() {
				codes = append(codes, f.Code)
			}
			return &history.RowError{Got: fmt.Sprintf("--format %s is not known", c.Format), Want: "one of " + strings.Join(codes, ", "), Code: history.UnknownHeader}
		}
		m.Format, m.Columns = format.Code, format.Match(recognised.Header)
	}
	for column, name := range c.Map {
		field := fieldNamed(name)
		for other, taken := range m.Columns {
			if taken == field && field != history.PartKey {
				delete(m.Columns, other)
			}
		}
		at := slices.IndexFunc(recognised.Header, func(h string) bool { return strings.EqualFold(h, column) })
		if at >= 0 {
			column = recognised.Header[at]
		}
		m.Columns[column] = field
		if name == "" {
			delete(m.Columns, column)
		}
	}
	m.Zone = c.Zone
	if c.Queue != "" {
		m.Queue = c.Queue
	}
	if c.Interval != 0 {
		m.IntervalMin = c.Interval
	}
	if c.DateOrder != "" {
		m.DateOrder = history.DateOrder(c.DateOrder)
	}
	switch c.Decimal {
	case "comma":
		m.Decimal = ","
	case "point":
		m.Decimal = "."
	}
	m.Unit = history.Unit(c.DurationUnit)
	return nil
}

// fieldNamed returns a field by its code, or by the short names people type.
func fieldNamed(name string) history.Field {
	switch strings.ToLower(name) {
	case "queue":
		return history.Queue
	case "start", "datetime":
		return history.IntervalStart
	case "contacts", "calls":
		return history.Field(history.Offered.String())
	case "aht", "aht_s":
		return history.AvgHandleS
	}
	return history.Field(strings.ToLower(name))
}
