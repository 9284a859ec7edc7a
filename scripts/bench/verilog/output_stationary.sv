// The peer of OutputStationaryArray in hw/systolic.
module output_stationary_cell (
    input  logic               clk,
    input  logic               drain,
    input  logic               valid_in,
    input  logic signed [7:0]  act_in,
    input  logic signed [7:0]  weight_in,
    input  logic signed [31:0] sum_in,
    output logic               valid_out,
    output logic signed [7:0]  act_out,
    output logic signed [7:0]  weight_out,
    output logic signed [31:0] sum
);
  always_ff @(posedge clk) begin
    valid_out  <= valid_in;
    act_out    <= act_in;
    weight_out <= weight_in;
    if (drain) sum <= sum_in;
    else if (valid_in) sum <= sum + act_in * weight_in;
  end
endmodule

module output_stationary_array #(
    parameter int N = 32
) (
    input  logic            clk,
    input  logic            drain,
    input  logic [N-1:0]    valid_in,
    input  logic [8*N-1:0]  act_in,
    input  logic [8*N-1:0]  weight_in,
    output logic [32*N-1:0] sum_out
);
  logic               valid [N][N+1];
  logic signed [7:0]  act   [N][N+1];
  logic signed [7:0]  weight[N+1][N];
  logic signed [31:0] sum   [N+1][N];
  genvar r, c;
  generate
    for (r = 0; r < N; r++) begin : edges
      assign valid[r][0] = valid_in[r];
      assign act[r][0] = act_in[8*r+:8];
      assign weight[0][r] = weight_in[8*r+:8];
      assign sum[0][r] = 32'sd0;
      assign sum_out[32*r+:32] = sum[N][r];
    end
    for (r = 0; r < N; r++) begin : row
      for (c = 0; c < N; c++) begin : column
        output_stationary_cell cell_ (
            .clk,
            .drain,
            .valid_in(valid[r][c]),
            .act_in(act[r][c]),
            .weight_in(weight[r][c]),
            .sum_in(sum[r][c]),
            .valid_out(valid[r][c+1]),
            .act_out(act[r][c+1]),
            .weight_out(weight[r+1][c]),
            .sum(sum[r+1][c])
        );
      end
    end
  endgenerate
endmodule
