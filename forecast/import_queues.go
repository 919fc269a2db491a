package forecast

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// queueBook finds the workforce's queues by the names that files use.
type queueBook struct {
	workforce *workforce.Service
	scope     auth.Scope
	order     ImportOrder
	queues    []workforce.Queue
	channels  []workforce.Channel
	sites     []workforce.Site
}

func openQueueBook(ctx context.Context, centre *workforce.Service, scope auth.Scope, order ImportOrder) (*queueBook, error) {
	b := &queueBook{workforce: centre, scope: scope, order: order}
	var err error
	if b.queues, err = centre.Queues.Find(ctx, scope, workforce.Filter{}); err != nil {
		return nil, err
	}
	if b.channels, err = centre.Channels.Find(ctx, scope, workforce.Filter{}); err != nil {
		return nil, err
	}
	if b.sites, err = centre.Sites.Find(ctx, scope, workforce.Filter{}); err != nil {
		return nil, err
	}
	b.queues = slices.DeleteFunc(b.queues, func(q workforce.Queue) bool { return !order.sees(q.SiteID) })
	b.sites = slices.DeleteFunc(b.sites, func(s workforce.Site) bool { return !order.sees(s.ID) })
	return b, nil
}

// sees reports whether the one who asked for the import may see a site. Jobs
// run with the system's scope, so the order carries the asker's sites.
func (o *ImportOrder) sees(site int64) bool { return o.AllSites || slices.Contains(o.Sites, site) }

// find returns the queue that a file means: by code or name, whatever the case
// of letters. Where the file names a channel, a queue of that channel is meant;
// "NAME (channel)" is how queues made by imports tell channels apart.
func (b *queueBook) find(name history.QueueName) (workforce.Queue, bool) {
	byCode := func(q workforce.Queue, text string) bool { return strings.EqualFold(q.Code, text) }
	byName := func(q workforce.Queue, text string) bool { return strings.EqualFold(q.Name, text) }
	// A code is unique and a name is not: no queue is found by its name while
	// another has that for its code.
	for _, is := range []func(workforce.Queue, string) bool{byCode, byName} {
		if q, found := b.match(name, is); found {
			return q, true
		}
	}
	return workforce.Queue{}, false
}

func (b *queueBook) match(name history.QueueName, is func(workforce.Queue, string) bool) (workforce.Queue, bool) {
	if name.Channel != "" {
		for _, q := range b.queues {
			if is(q, name.String()) {
				return q, true
			}
		}
	}
	for _, q := range b.queues {
		if is(q, name.Queue) && (name.Channel == "" || b.serves(q, name.Channel)) {
			return q, true
		}
	}
	return workforce.Queue{}, false
}

// serves reports whether a queue's channel is what a file calls so.
func (b *queueBook) serves(q workforce.Queue, channel string) bool {
	at := slices.IndexFunc(b.channels, func(c workforce.Channel) bool { return c.ID == q.ChannelID })
	return at >= 0 && isChannel(b.channels[at], channel)
}

func isChannel(c workforce.Channel, name string) bool {
	return strings.EqualFold(string(c.Kind), name) || strings.EqualFold(c.Code, name) || strings.EqualFold(c.Name, name)
}

// expected says which queues there are, for messages.
func (b *queueBook) expected() string {
	var codes []string
	for _, q := range b.queues {
		if len(codes) == 12 {
			codes = append(codes, fmt.Sprintf("… (%d queues)", len(b.queues)))
			break
		}
		codes = append(codes, q.Code)
	}
	if len(codes) == 0 {
		return "a queue to be created first, or queues to be created by the import"
	}
	return "one of the queues " + strings.Join(codes, ", ") + ", or queues to be created by the import"
}

// site returns where new queues are made.
func (b *queueBook) site() (workforce.Site, error) {
	for _, s := range b.sites {
		if s.ID == b.order.SiteID || b.order.SiteID == 0 && len(b.sites) == 1 {
			return s, nil
		}
	}
	want := "a site to be created first"
	if len(b.sites) > 0 {
		var codes []string
		for _, s := range b.sites {
			codes = append(codes, s.Code)
		}
		want = "a site: " + strings.Join(codes, ", ")
	}
	return workforce.Site{}, &history.RowError{Code: history.UnknownQueue, Got: "it is not said at which site new queues are to be made", Want: want}
}

// usualGoal is what a queue made by an import promises until a planner says
// otherwise: 80 % in 20 seconds.
func usualGoal() workforce.ServiceGoal {
	return workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered}
}

// canCreate refuses a name of which create would make no queue, before anything
// is written. line and columns say where the file has it.
func (b *queueBook) canCreate(name history.QueueName, line int, column, channelColumn string) error {
	if _, err := b.site(); err != nil {
		return err
	}
	kind, known := b.kindOf(name.Channel)
	if !known {
		return &history.RowError{Line: line, Column: channelColumn, Code: history.UnknownQueue, Got: fmt.Sprintf("channel %q", name.Channel), Want: fmt.Sprintf("one of %v", workforce.ChannelKinds())}
	}
	if code := codeFor(name, kind); !workforce.IsCode(code) {
		return &history.RowError{Line: line, Column: column, Code: history.UnknownQueue, Got: fmt.Sprintf("%q is no code for a new queue", code), Want: workforce.CodeRule}
	}
	return nil
}

// codeFor is the code of the queue made for a name: voice is what queues are
// unless they say otherwise.
func codeFor(name history.QueueName, kind workforce.ChannelKind) string {
	if kind == workforce.Voice {
		return name.Queue
	}
	return name.String()
}

// create makes a queue for a name of the file: always open, so that nothing of
// its history counts as outside opening hours.
func (b *queueBook) create(ctx context.Context, name history.QueueName, minutes int) (workforce.Queue, error) {
	site, err := b.site()
	if err != nil {
		return workforce.Queue{}, err
	}
	channel, err := b.channel(ctx, name.Channel)
	if err != nil {
		return workforce.Queue{}, err
	}
	code := codeFor(name, channel.Kind)
	q, err := b.workforce.Queues.Create(ctx, b.scope, workforce.Queue{
		Code: code, Name: code, SiteID: site.ID, ChannelID: channel.ID, IntervalMin: minutes,
		Hours: workforce.AlwaysOpen(), Goals: []workforce.ServiceGoal{usualGoal()},
	})
	if err != nil {
		return q, fmt.Errorf("create queue %s: %w", code, err)
	}
	b.queues = append(b.queues, q)
	return q, nil
}

// channel finds or makes the channel that a file names; none is voice.
func (b *queueBook) channel(ctx context.Context, name string) (workforce.Channel, error) {
	for _, c := range b.channels {
		if isChannel(c, cmp.Or(name, string(workforce.Voice))) {
			return c, nil
		}
	}
	kind, known := b.kindOf(name)
	if !known {
		return workforce.Channel{}, &history.RowError{Code: history.UnknownQueue, Got: fmt.Sprintf("channel %q", name), Want: fmt.Sprintf("one of %v", workforce.ChannelKinds())}
	}
	c, err := b.workforce.Channels.Create(ctx, b.scope, workforce.Channel{Code: string(kind), Name: string(kind), Kind: kind, Concurrency: 1})
	if err == nil {
		b.channels = append(b.channels, c)
	}
	return c, err
}

// kindOf returns the kind of channel that a file names, and whether there is one.
func (b *queueBook) kindOf(name string) (workforce.ChannelKind, bool) {
	name = cmp.Or(name, string(workforce.Voice))
	for _, c := range b.channels {
		if isChannel(c, name) {
			return c.Kind, true
		}
	}
	kind := workforce.ChannelKind(strings.ToLower(name))
	if kind == "message" {
		kind = workforce.Messaging
	}
	return kind, slices.Contains(workforce.ChannelKinds(), kind)
}

// zone returns the zone of the file's times where the mapping does not say: that
// of the sites of the queues it names first, or of all sites. "" where these do
// not share one.
func (b *queueBook) zone(recognised history.Recognised) string {
	sites := map[int64]bool{}
	if b.order.SiteID != 0 {
		sites[b.order.SiteID] = true
	}
	for _, name := range firstQueues(recognised, b.order.Mapping) {
		if q, found := b.find(name); found {
			sites[q.SiteID] = true
		}
	}
	zones := map[string]bool{}
	for _, s := range b.sites {
		if len(sites) == 0 || sites[s.ID] {
			zones[s.Zone] = true
		}
	}
	for zone := range zones {
		if len(zones) == 1 {
			return zone
		}
	}
	return ""
}

// firstQueues returns the queues that the first rows of a file name.
func firstQueues(recognised history.Recognised, m history.Mapping) []history.QueueName {
	if m.Queue != "" {
		return []history.QueueName{{Queue: m.Queue}}
	}
	var names []history.QueueName
	for at, column := range recognised.Header {
		if m.Columns[column] != history.Queue {
			continue
		}
		for _, cells := range recognised.Sample {
			if at < len(cells) {
				names = append(names, history.QueueName{Queue: cells[at]})
			}
		}
	}
	return names
}

// complete fills in what an order leaves open: the name of the constant queue,
// the zone.
func (im *Imports) complete(ctx context.Context, scope auth.Scope, order *ImportOrder, recognised history.Recognised) error {
	if !order.AllSites && order.Sites == nil {
		order.Sites, order.AllSites = scope.Sites()
	}
	if order.QueueID != 0 {
		queue, err := im.workforce.Queues.Get(ctx, scope, order.QueueID)
		if err != nil {
			return err
		}
		order.Mapping.Queue, order.Mapping.Channel = queue.Code, ""
	}
	if order.Mapping.Zone != "" {
		return nil
	}
	book, err := openQueueBook(ctx, im.workforce, scope, *order)
	if err != nil {
		return err
	}
	order.Mapping.Zone = book.zone(recognised)
	return nil
}
