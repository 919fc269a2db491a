package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/bid"
	"github.com/muster-wfm/muster/scheduling/design"
)

// Bid offers the lines of a rotation to people for the days of a roster.
type Bid struct {
	Versioned
	BidFields
	State     string     `json:"state" enum:"upcoming,open,closed,awarded"`
	SiteID    int64      `json:"siteId"`
	RosterID  int64      `json:"rosterId" doc:"Takes the awarded shifts."`
	DesignID  int64      `json:"designId" doc:"Whose rotation is offered."`
	From      Day        `json:"from"`
	Days      int        `json:"days"`
	Zone      string     `json:"zone"`
	Lines     int        `json:"lines" doc:"How many are offered."`
	AwardedAt *time.Time `json:"awardedAt,omitempty"`
	CreatedAt time.Time  `json:"createdAt"`
	CreatedBy int64      `json:"createdBy"`
}

// BidFields is what a planner decides about a bid.
type BidFields struct {
	Name     string    `json:"name" maxLength:"120"`
	Rule     string    `json:"rule" enum:"seniority,points,rotation" doc:"seniority: the longest service chooses first. points: the highest offer is met first. rotation: whom earlier bids served worst chooses first."`
	OpensAt  time.Time `json:"opensAt"`
	ClosesAt time.Time `json:"closesAt"`
}

// NewBid offers lines.
type NewBid struct {
	BidFields
	DesignID  int64   `json:"designId" minimum:"1"`
	RosterID  int64   `json:"rosterId" minimum:"1"`
	PersonIDs []int64 `json:"personIds" minItems:"1" maxItems:"300" nullable:"false" doc:"Whom the roster plans and who may rank."`
}

// BidReport is a bid with its lines and to whom they are offered.
type BidReport struct {
	Bid
	PersonIDs []int64        `json:"personIds" nullable:"false"`
	Shifts    []LineShift    `json:"shifts" nullable:"false"`
	Weeks     []DesignedWeek `json:"weeks" nullable:"false" doc:"The rotation: line n begins with week n and moves on by one each week."`
}

// LineShift is a shift of a line.
type LineShift struct {
	Start   Clock `json:"start"`
	End     Clock `json:"end"`
	Minutes int   `json:"minutes"`
}

func lineShiftOf(s scheduling.LineShift) LineShift {
	return LineShift{Clock(s.StartMin), Clock((s.StartMin + s.Minutes) % design.MinutesInDay), s.Minutes}
}

func (f BidFields) toDomain() scheduling.Bid {
	return scheduling.Bid{Name: f.Name, Rule: bid.Rule(f.Rule), Opens: f.OpensAt, Closes: f.ClosesAt}
}

func bidOf(b scheduling.BidAt) Bid {
	return Bid{
		Versioned: Versioned{b.ID, b.Version}, BidFields: BidFields{b.Name, string(b.Rule), b.Opens, b.Closes}, State: string(b.State), SiteID: b.SiteID,
		RosterID: b.RosterID, DesignID: b.DesignID, From: Day{b.From}, Days: b.Days, Zone: b.Zone, Lines: len(b.Weeks),
		AwardedAt: orNone(b.AwardedAt), CreatedAt: b.CreatedAt, CreatedBy: b.CreatedBy,
	}
}

func bidReportOf(b scheduling.BidAt) BidReport {
	return BidReport{
		Bid: bidOf(b), PersonIDs: orEmpty(b.People), Shifts: each(b.Shifts, lineShiftOf),
		Weeks: each(b.Weeks, func(week []int) DesignedWeek { return DesignedWeek{Days: week} }),
	}
}

type (
	newBidInput struct {
		OnceInput
		Body NewBid
	}
	changeBidInput struct {
		IDInput
		IfMatch
		Body BidFields
	}
)

func bidOperation(method, path, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Bids"},
		Description: "A bid offers the lines of a rotation to people, who rank them in a window of time. Awarded, the lines become locked shifts of a roster, once.",
	}
}

func (s *Server) registerBids(api huma.API) {
	offer := bidOperation(http.MethodPost, "/bids", "create-bid", "Offer the lines of a design")
	offer.DefaultStatus = http.StatusCreated
	secured(s, api, offer, auth.ManageRosters, s.offerBid)
	secured(s, api, bidOperation(http.MethodGet, "/bids", "list-bids", "List bids, newest first"), auth.ReadRosters, s.listBids)
	secured(s, api, bidOperation(http.MethodGet, "/bids/{id}", "get-bid", "Get one bid with its lines"), auth.ReadRosters, s.getBid)
	secured(s, api, bidOperation(http.MethodPut, "/bids/{id}", "replace-bid", "Change a bid until it is awarded"), auth.ManageRosters, s.changeBid)
	remove := bidOperation(http.MethodDelete, "/bids/{id}", "delete-bid", "Forget a bid that nobody has awarded")
	secured(s, api, remove, auth.ManageRosters, s.forgetBid)
	secured(s, api, bidOperation(http.MethodGet, "/bids/{id}/award", "get-bid-award", "See who would get which line, or got it"), auth.ReadRosters, s.previewAward)
	award := bidOperation(http.MethodPost, "/bids/{id}/award", "award-bid", "Write the lines into the roster as locked shifts")
	secured(s, api, award, auth.ManageRosters, s.awardBid)
}

func bidAnswer(b scheduling.BidAt, err error) (*entityOutput[BidReport], error) {
	if err != nil {
		return nil, err
	}
	return &entityOutput[BidReport]{ETag: etag(b.Version), Location: basePath + "/bids/" + strconv.FormatInt(b.ID, 10), Body: bidReportOf(b)}, nil
}

func (s *Server) offerBid(ctx context.Context, scope auth.Scope, in *newBidInput) (*entityOutput[BidReport], error) {
	b := in.Body.toDomain()
	b.DesignID, b.RosterID, b.People = in.Body.DesignID, in.Body.RosterID, in.Body.PersonIDs
	made, err := s.Scheduling.OfferBid(ctx, scope, b)
	if err != nil {
		return nil, err
	}
	return bidAnswer(s.Scheduling.Bid(ctx, scope, made.ID))
}

func (s *Server) listBids(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[Bid], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Scheduling.Bids(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(b scheduling.BidAt) int64 { return b.ID }, bidOf), nil
}

func (s *Server) getBid(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[BidReport], error) {
	return bidAnswer(s.Scheduling.Bid(ctx, scope, in.ID))
}

func (s *Server) changeBid(ctx context.Context, scope auth.Scope, in *changeBidInput) (*entityOutput[BidReport], error) {
	b := in.Body.toDomain()
	b.ID, b.Version = in.ID, in.version()
	return bidAnswer(s.Scheduling.ChangeBid(ctx, scope, b))
}

func (s *Server) forgetBid(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Scheduling.ForgetBid(ctx, scope, in.ID)
}
