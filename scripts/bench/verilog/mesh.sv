// The peer of Mesh in hw/noc: wormhole routers with two virtual channels, credits and dimension-order routing.
package noc;
  localparam int DEPTH = 4;
  localparam int PORTS = 5;
  typedef struct packed {
    logic head;
    logic tail;
    logic [2:0] x;
    logic [2:0] y;
    logic [31:0] payload;
  } flit_t;
  typedef struct packed {
    logic valid;
    logic channel;
    flit_t flit;
  } forward_t;
  typedef struct packed {
    logic valid;
    logic channel;
  } credit_t;
  typedef struct packed {
    logic [2:0] x;
    logic [2:0] y;
    logic channel;
    logic [1:0] more;
    logic [31:0] payload;
  } message_t;
endpackage

module router
  import noc::*;
#(
    parameter logic [2:0] X = 0,
    parameter logic [2:0] Y = 0
) (
    input  logic     clk,
    input  forward_t in        [PORTS],
    output credit_t  in_credit [PORTS],
    output forward_t out       [PORTS],
    input  credit_t  out_credit[PORTS]
);
  // 0 local, 1 north, 2 east, 3 south, 4 west
  flit_t      slot[PORTS][2][DEPTH];
  logic [2:0] count[PORTS][2];
  logic       first_channel[PORTS];
  logic [2:0] credits[PORTS][2];
  logic       held[PORTS][2];
  logic [2:0] holder[PORTS][2];
  logic [2:0] first_input[PORTS];
  initial begin
    for (int p = 0; p < PORTS; p++) begin
      out[p] = '0;
      in_credit[p] = '0;
      first_channel[p] = 0;
      first_input[p] = 0;
      for (int c = 0; c < 2; c++) begin
        count[p][c] = 0;
        credits[p][c] = 3'(DEPTH);
        held[p][c] = 0;
        holder[p][c] = 0;
      end
    end
  end

  logic [2:0] asked[PORTS][2];
  logic       may[PORTS][2];
  logic       chosen[PORTS];
  logic [2:0] wanted[PORTS];
  flit_t      front[PORTS];
  logic       granted[PORTS];
  logic [2:0] winner[PORTS];
  logic       leaves[PORTS];
  logic [2:0] candidate;

  always_comb begin
    for (int p = 0; p < PORTS; p++) begin
      for (int c = 0; c < 2; c++) begin
        if (slot[p][c][0].x > X) asked[p][c] = 2;
        else if (slot[p][c][0].x < X) asked[p][c] = 4;
        else if (slot[p][c][0].y > Y) asked[p][c] = 3;
        else if (slot[p][c][0].y < Y) asked[p][c] = 1;
        else asked[p][c] = 0;
        may[p][c] = count[p][c] != 0 && credits[asked[p][c]][c] != 0 &&
            (slot[p][c][0].head ? !held[asked[p][c]][c]
             : held[asked[p][c]][c] && holder[asked[p][c]][c] == 3'(p));
      end
      chosen[p] = may[p][first_channel[p]] ? first_channel[p] : may[p][!first_channel[p]] ? !first_channel[p] : 1'b0;
      wanted[p] = may[p][chosen[p]] ? asked[p][chosen[p]] : 5;
      front[p] = slot[p][chosen[p]][0];
    end
    for (int p = 0; p < PORTS; p++) leaves[p] = 0;
    candidate = 0;
    for (int o = 0; o < PORTS; o++) begin
      granted[o] = 0;
      winner[o] = 0;
      candidate = first_input[o];
      for (int i = 0; i < PORTS; i++) begin
        if (!granted[o] && wanted[candidate] == 3'(o)) begin
          granted[o] = 1;
          winner[o] = candidate;
          leaves[candidate] = 1;
        end
        candidate = candidate == 4 ? 0 : candidate + 1;
      end
    end
  end

  always_ff @(posedge clk) begin
    for (int p = 0; p < PORTS; p++) begin
      for (int c = 0; c < 2; c++) begin
        automatic logic moves = leaves[p] && chosen[p] == c[0];
        automatic logic enters = in[p].valid && in[p].channel == c[0];
        automatic logic [2:0] stay = moves ? count[p][c] - 1 : count[p][c];
        if (moves) for (int i = 0; i + 1 < DEPTH; i++) slot[p][c][i] <= slot[p][c][i+1];
        if (enters) slot[p][c][stay[1:0]] <= in[p].flit;
        count[p][c] <= enters ? stay + 1 : stay;
      end
      in_credit[p].valid <= leaves[p];
      in_credit[p].channel <= chosen[p];
      if (leaves[p]) first_channel[p] <= !chosen[p];
    end
    for (int o = 0; o < PORTS; o++) begin
      automatic logic channel = granted[o] ? chosen[winner[o]] : 1'b0;
      out[o].valid <= granted[o];
      out[o].channel <= channel;
      if (granted[o]) begin
        out[o].flit <= front[winner[o]];
        first_input[o] <= winner[o] == 4 ? 0 : winner[o] + 1;
        if (front[winner[o]].head) holder[o][channel] <= winner[o];
        if (front[winner[o]].head || front[winner[o]].tail) held[o][channel] <= !front[winner[o]].tail;
      end
      for (int c = 0; c < 2; c++) begin
        automatic logic goes = granted[o] && channel == c[0];
        automatic logic returns = out_credit[o].valid && out_credit[o].channel == c[0];
        if (goes && !returns) credits[o][c] <= credits[o][c] - 1;
        if (returns && !goes) credits[o][c] <= credits[o][c] + 1;
      end
    end
  end
endmodule

module network_interface
  import noc::*;
(
    input  logic     clk,
    input  logic     send_valid,
    output logic     send_ready,
    input  message_t send,
    output forward_t to_router,
    input  credit_t  to_router_credit,
    input  forward_t from_router,
    output credit_t  from_router_credit
);
  logic       busy, first;
  message_t   rest;
  logic [2:0] credits[2];
  initial begin
    busy = 0;
    to_router = '0;
    from_router_credit = '0;
    credits[0] = 3'(DEPTH);
    credits[1] = 3'(DEPTH);
  end
  assign send_ready = !busy;
  wire goes = busy && credits[rest.channel] != 0;
  wire is_last = rest.more == 0;

  always_ff @(posedge clk) begin
    from_router_credit.valid <= from_router.valid;
    from_router_credit.channel <= from_router.channel;
    if (send_valid && !busy) begin
      busy <= 1;
      first <= 1;
      rest <= send;
    end
    to_router.valid <= goes;
    if (goes) begin
      to_router.channel <= rest.channel;
      to_router.flit <= '{head: first, tail: is_last, x: rest.x, y: rest.y, payload: rest.payload};
      first <= 0;
      if (is_last) busy <= 0;
      else rest.more <= rest.more - 1;
      rest.payload <= rest.payload + 1;
    end
    for (int c = 0; c < 2; c++) begin
      automatic logic uses = goes && rest.channel == c[0];
      automatic logic returns = to_router_credit.valid && to_router_credit.channel == c[0];
      if (uses && !returns) credits[c] <= credits[c] - 1;
      if (returns && !uses) credits[c] <= credits[c] + 1;
    end
  end
endmodule

module mesh
  import noc::*;
#(
    parameter int N = 8
) (
    input  logic            clk,
    input  logic [N*N-1:0]  send_valid,
    input  logic [64*N*N-1:0] send,
    output logic [N*N-1:0]  send_ready,
    output logic [N*N-1:0]  arrived,
    output logic [N*N-1:0]  arrived_channel,
    output logic [N*N-1:0]  arrived_head,
    output logic [N*N-1:0]  arrived_tail,
    output logic [32*N*N-1:0] arrived_payload
);
  forward_t in        [N*N][PORTS];
  credit_t  in_credit [N*N][PORTS];
  forward_t out       [N*N][PORTS];
  credit_t  out_credit[N*N][PORTS];
  genvar x, y;
  generate
    for (y = 0; y < N; y++) begin : row
      for (x = 0; x < N; x++) begin : column
        localparam int I = y * N + x;
        router #(.X(x), .Y(y)) router_ (
            .clk, .in(in[I]), .in_credit(in_credit[I]), .out(out[I]), .out_credit(out_credit[I])
        );
        network_interface node (
            .clk,
            .send_valid(send_valid[I]),
            .send_ready(send_ready[I]),
            .send(send[64*I+:$bits(message_t)]),
            .to_router(in[I][0]),
            .to_router_credit(in_credit[I][0]),
            .from_router(out[I][0]),
            .from_router_credit(out_credit[I][0])
        );
        assign arrived[I] = out[I][0].valid;
        assign arrived_channel[I] = out[I][0].channel;
        assign arrived_head[I] = out[I][0].flit.head;
        assign arrived_tail[I] = out[I][0].flit.tail;
        assign arrived_payload[32*I+:32] = out[I][0].flit.payload;
        // What comes in at a side is what the neighbour there sends out at the other.
        if (y > 0) begin : north
          assign in[I][1] = out[I-N][3];
          assign out_credit[I][1] = in_credit[I-N][3];
        end else begin : no_north
          assign in[I][1] = '0;
          assign out_credit[I][1] = '0;
        end
        if (x < N - 1) begin : east
          assign in[I][2] = out[I+1][4];
          assign out_credit[I][2] = in_credit[I+1][4];
        end else begin : no_east
          assign in[I][2] = '0;
          assign out_credit[I][2] = '0;
        end
        if (y < N - 1) begin : south
          assign in[I][3] = out[I+N][1];
          assign out_credit[I][3] = in_credit[I+N][1];
        end else begin : no_south
          assign in[I][3] = '0;
          assign out_credit[I][3] = '0;
        end
        if (x > 0) begin : west
          assign in[I][4] = out[I-1][2];
          assign out_credit[I][4] = in_credit[I-1][2];
        end else begin : no_west
          assign in[I][4] = '0;
          assign out_credit[I][4] = '0;
        end
      end
    end
  endgenerate
endmodule
