// The designs of designs.ts, written by hand. Names of modules, instances and signals are those of the TypeScript; clocks and resets are ports.
`timescale 1ps / 1ps

module counter (input logic clk, input logic reset, input logic enable, output logic [7:0] count);
  initial count = 8'd3;
  always_ff @(posedge clk)
    if (reset) count <= 8'd3;
    else if (enable) count <= count + 8'd1;
endmodule

module fifo (
    input logic clk, input logic reset,
    input logic push, input logic [7:0] d, input logic pop,
    output logic full, output logic empty, output logic [7:0] q, output logic [2:0] count
);
  logic [7:0] words[4];
  logic [1:0] readAt, writeAt;
  initial begin
    count = 0; readAt = 0; writeAt = 0;
    for (int i = 0; i < 4; i++) words[i] = 0;
  end
  assign full = count == 4;
  assign empty = count == 0;
  assign q = words[readAt];
  wire doPush = push && !full;
  wire doPop = pop && !empty;
  always_ff @(posedge clk)
    if (reset) begin
      count <= 0; readAt <= 0; writeAt <= 0;
    end else begin
      if (doPush) begin
        words[writeAt] <= d;
        writeAt <= writeAt + 2'd1;
      end
      if (doPop) readAt <= readAt + 2'd1;
      if (doPush && !doPop) count <= count + 3'd1;
      if (doPop && !doPush) count <= count - 3'd1;
    end
endmodule

module machine (input logic clk, input logic reset, input logic go, input logic done, output logic [1:0] phase, output logic busy);
  // Idle 0, Load 1, Run 2
  initial phase = 0;
  assign busy = phase != 0;
  always_ff @(posedge clk)
    if (reset) phase <= 0;
    else
      case (phase)
        2'd0: if (go) phase <= 1;
        2'd1: phase <= 2;
        default: if (done) phase <= 0;
      endcase
endmodule

module store (input logic clk, input logic reset, input logic write, input logic [3:0] at, input logic [7:0] d,
    output logic [7:0] now, output logic [7:0] earlier);
  logic [7:0] words[16];
  initial begin
    earlier = 0;
    for (int i = 0; i < 16; i++) words[i] = 8'd5;
  end
  assign now = words[at];
  always_ff @(posedge clk)
    if (reset) earlier <= 0;
    else begin
      earlier <= words[at];
      if (write) words[at] <= d;
    end
endmodule

module arithmetic (input logic clk, input logic reset, input logic signed [7:0] a, input logic signed [7:0] b,
    output logic signed [15:0] product, output logic signed [8:0] difference, output logic signed [7:0] half,
    output logic less, output logic signed [19:0] total);
  initial total = 0;
  assign product = a * b;
  assign difference = a - b;
  assign half = a >>> 1;
  assign less = a < b;
  always_ff @(posedge clk)
    if (reset) total <= 0;
    else total <= total + product;
endmodule

module wide (input logic clk, input logic reset, input logic [99:0] a, input logic [99:0] b,
    output logic [100:0] sum, output logic [49:0] middle, output logic [99:0] mixed, output logic [127:0] hash);
  initial hash = 128'd1;
  assign sum = a + b;
  assign middle = a[74:25];
  assign mixed = (a ^ b) | (a & ~b);
  always_ff @(posedge clk)
    if (reset) hash <= 128'd1;
    else hash <= hash * 128'd16777619 + a;
endmodule

module ticks (input logic clk, input logic reset, output logic [7:0] count);
  initial count = 0;
  always_ff @(posedge clk)
    if (reset) count <= 0;
    else count <= count + 8'd1;
endmodule

module twoClocks (input logic clk, input logic bus, input logic reset, output logic [8:0] sum);
  ticks core (.clk(clk), .reset(reset), .count());
  ticks side (.clk(bus), .reset(reset), .count());
  assign sum = core.count + side.count;
endmodule

module asyncReset (input logic clk, input logic reset, input logic [7:0] d, output logic [7:0] q, output logic [7:0] sum);
  // The reset is asynchronous and active low.
  initial begin q = 9; sum = 0; end
  always_ff @(posedge clk or negedge reset)
    if (!reset) begin q <= 9; sum <= 0; end
    else begin q <= d; sum <= sum + q; end
endmodule

module shifter (input logic clk, input logic reset, input logic in, output logic [11:0] taps, output logic parity);
  initial taps = 0;
  assign parity = ^taps;
  always_ff @(posedge clk)
    if (reset) taps <= 0;
    else taps <= {taps[10:0], in};
endmodule

module arbiter (input logic clk, input logic reset, input logic [3:0] request, output logic [3:0] grant, output logic any);
  logic [1:0] last;
  initial last = 3;
  logic [1:0] winner;
  always_comb begin
    winner = 0;
    for (int i = 4; i >= 1; i--) if (request[(last + i[1:0]) & 3]) winner = last + i[1:0];
  end
  assign any = request != 0;
  assign grant = any ? 4'd1 << winner : 4'd0;
  always_ff @(posedge clk)
    if (reset) last <= 3;
    else if (any) last <= winner;
endmodule
